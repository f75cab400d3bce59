import { type DragEvent, type ReactNode, useCallback, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Link, useLocation } from 'wouter'
import type { Fault } from '../../electron/contract/faults.ts'
import { paths } from '../paths.ts'
import { useChosen } from '../rpc/chosen.tsx'
import { asFault } from '../rpc/client.ts'
import { useLinks } from '../rpc/linked.ts'
import { addProject } from '../rpc/project-queries.ts'
import { useStatus } from '../rpc/queries.ts'
import { CommandPalette } from './CommandPalette.tsx'
import { RailProjects } from './RailProjects.tsx'
import { entries, entryOf, rootOf } from './routes.tsx'
import styles from './Shell.module.css'

/** The frame of the window: the rail, the notice that stays, and the place where files can be dropped, which is anywhere. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const [location, navigate] = useLocation()
  const { data: status } = useStatus()
  const { add } = useChosen()
  const [dropFault, setDropFault] = useState<Fault | undefined>(undefined)
  useLinks(useCallback(() => navigate(paths.verify), [navigate]))
  // Where files are gathered to be signed, what is dropped is gathered too; anywhere else it is verified.
  const isForSigning = location === paths.sign
  const isForProjects = location === paths.projects
  const main = useRef<HTMLElement>(null)
  const drop = useFileDrop((files) => {
    if (isForSigning) void add(files)
    else if (isForProjects) void addDropped(files)
    else void verify(files)
  })
  async function addDropped(files: readonly File[]): Promise<void> {
    if (files.length === 0) return
    // What is no folder is said where the project would be.
    await addProject(files).then(
      ({ id }) => navigate(paths.project(id)),
      (error: unknown) => setDropFault(asFault(error)),
    )
  }
  async function verify(files: readonly File[]): Promise<void> {
    if (files.length === 0) return
    const { prepareVerification } = await import('../rpc/verify-files.ts')
    await prepareVerification(files).then(
      (id) => navigate(paths.verification(id)),
      () => navigate(paths.verify),
    )
  }
  return (
    <div className={styles.shell} {...drop.handlers}>
      <button className={styles.skip} type="button" onClick={() => main.current?.querySelector('h1')?.focus()}>
        Skip to the page
      </button>
      <header className={styles.rail}>
        <p className={styles.wordmark}>Countermark</p>
        <nav aria-label="Screens">
          <ul className={styles.entries}>
            {entries.map((route) => {
              const root = rootOf(route)
              // A project stands in the rail by itself.
              const isHere = route === entryOf(location) && (root !== paths.projects || location === root)
              return (
                <li key={route.path}>
                  <Link className={styles.entry} href={root} aria-current={isHere ? 'page' : undefined}>
                    {route.title}
                  </Link>
                </li>
              )
            })}
          </ul>
        </nav>
        <RailProjects />
        <div className={styles.foot}>
          <p>{status?.instance.title ?? '\u00a0'}</p>
          <p>{status?.instance.isPractice ? 'nothing leaves this machine' : (status?.instance.log ?? '\u00a0')}</p>
        </div>
      </header>
      <main className={styles.main} id="main" ref={main}>
        {status?.notice === undefined ? null : <p className={styles.notice}>{status.notice}</p>}
        {dropFault && isForProjects ? (
          <p className={styles.notice} role="alert">
            {dropFault.title} {dropFault.hint}
          </p>
        ) : null}
        {children}
      </main>
      {drop.isOver
        ? createPortal(
            <div className={styles.drop}>
              <p>
                {isForSigning
                  ? 'Drop the files of a release to sign them.'
                  : isForProjects
                    ? 'Drop a folder to look after it.'
                    : 'Drop a file to verify it.'}
              </p>
            </div>,
            document.body,
          )
        : null}
      <CommandPalette />
    </div>
  )
}

/** Files dropped anywhere. Entering a child also leaves its parent, so the depth is counted. */
function useFileDrop(take: (files: File[]) => void) {
  const [depth, setDepth] = useState(0)
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return {
    isOver: depth > 0,
    handlers: {
      onDragEnter: (event: DragEvent) => hasFiles(event) && setDepth((d) => d + 1),
      onDragLeave: (event: DragEvent) => hasFiles(event) && setDepth((d) => d - 1),
      onDragOver: (event: DragEvent) => event.preventDefault(),
      onDrop: (event: DragEvent) => {
        event.preventDefault()
        setDepth(0)
        take([...event.dataTransfer.files])
      },
    },
  }
}
