/** The bridge: three functions, no channel names, nothing else of Electron. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'

contextBridge.exposeInMainWorld('countermark', {
  send: (frame: unknown): void => ipcRenderer.send('frame', frame),

  onFrame(listener: (frame: unknown) => void): () => void {
    const forward = (_: unknown, frame: unknown) => listener(frame)
    ipcRenderer.on('frame', forward)
    return () => ipcRenderer.off('frame', forward)
  },

  /** Paths are read off the files here and go to main on a channel that the page cannot write. */
  adopt: (files: readonly File[]): Promise<unknown> =>
    ipcRenderer.invoke(
      'adopt',
      files.map((file) => ({ path: webUtils.getPathForFile(file), name: file.name })),
    ),
})
