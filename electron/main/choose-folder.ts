/** Which folder the person means: asked in a dialog of the system, which no script of the page can answer. */
import { type BrowserWindow, dialog } from 'electron'

export async function chooseFolder(parent: () => BrowserWindow | undefined): Promise<string | undefined> {
  const options = { title: 'Add a project', buttonLabel: 'Add', properties: ['openDirectory' as const] }
  const owner = parent()
  const { canceled, filePaths } = await (owner ? dialog.showOpenDialog(owner, options) : dialog.showOpenDialog(options))
  return canceled ? undefined : filePaths[0]
}
