/** Joins a window to the server of the contract. Every message is checked for where it comes from. */
import type { BrowserWindow, IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { Fault } from '../contract/faults.ts'
import { Adopted } from './chosen-files.ts'
import type { LateServer } from './late-server.ts'

/** `adopt` answers with opaque references; its faults reach the page as their code. */
export function openBridge(window: BrowserWindow, origin: string, server: LateServer): void {
  const { webContents: contents } = window
  const isOurs = ({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean =>
    senderFrame !== null && senderFrame === contents.mainFrame && senderFrame.url.startsWith(`${origin}/`)

  let close = () => {}
  const open = () => {
    close()
    close = server.open({
      send: (frame) => {
        if (!contents.isDestroyed()) contents.send('frame', frame)
      },
      onFrame(listener) {
        const forward = (event: IpcMainEvent, frame: unknown) => {
          if (isOurs(event)) listener(frame)
        }
        contents.ipc.on('frame', forward)
        return () => contents.ipc.off('frame', forward)
      },
    })
  }
  // A page that reloads starts afresh: its queries end, its tasks wait to be found again.
  contents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) open()
  })
  contents.on('render-process-gone', () => close())
  contents.on('destroyed', () => close())

  contents.ipc.handle('adopt', async (event, files) => {
    const parsed = Adopted.safeParse(files)
    if (!isOurs(event) || !parsed.success) throw new Error('input.invalid')
    try {
      return await server.adopt(parsed.data)
    } catch (error) {
      // Only a code crosses: what Electron makes of an error would show its text and stack to the page.
      throw new Error(error instanceof Fault ? error.code : 'internal')
    }
  })
}
