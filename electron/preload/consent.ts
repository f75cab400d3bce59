/** The consent window's bridge: one function. Its page has nothing else of the product. */
import { contextBridge, ipcRenderer } from 'electron'

contextBridge.exposeInMainWorld('consent', {
  answer: (answer: unknown): void => ipcRenderer.send('answer', answer),
})
