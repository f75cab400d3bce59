/** Questions that main asks in a dialog of the system: no script of the page can answer them. */
import { extname, join } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import { visible } from '../core/display-name.ts'

/** Whether the journal of a session shall be deleted. Closing the dialog keeps it. */
export async function confirmForgetting(title: string, parent: () => BrowserWindow | undefined): Promise<boolean> {
  const question = {
    type: 'question' as const,
    title: 'Forget this release?',
    message: `Forget ${visible(title)}?`,
    detail:
      'Its journal is deleted: the list, the hallmark and the way to go on with it. Bundles and log entries stay where they are.',
    buttons: ['Keep it', 'Forget it'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  }
  const owner = parent()
  const { response } = await (owner ? dialog.showMessageBox(owner, question) : dialog.showMessageBox(question))
  return response === 1
}

/** Where a file shall be written. The dialog asks before it names a file that is there. */
export async function choosePlace(
  { name, folder }: { name: string; folder: string },
  parent: () => BrowserWindow | undefined,
): Promise<string | undefined> {
  const proposal = {
    defaultPath: join(folder, name),
    filters: [{ name: 'Export', extensions: [extname(name).slice(1)] }],
  }
  const owner = parent()
  const { canceled, filePath } = await (owner
    ? dialog.showSaveDialog(owner, proposal)
    : dialog.showSaveDialog(proposal))
  return canceled || !filePath ? undefined : filePath
}
