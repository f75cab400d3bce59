/** Where the person wants a file: asked in a dialog of the system, which no script of the page can answer. */
import { extname, join } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'

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
