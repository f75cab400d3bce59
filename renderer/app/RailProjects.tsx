import { Link, useLocation } from 'wouter'
import type { GateState, Project } from '../../electron/contract/model/project.ts'
import { paths } from '../paths.ts'
import { useProjects } from '../rpc/project-queries.ts'
import { FileName } from '../ui/FileName.tsx'
import styles from './Shell.module.css'

/** More would push the foot of the rail out of sight; the others are on their screen. */
const MOST = 7

const STATES: Readonly<Record<GateState, string>> = {
  open: 'something is open',
  look: 'look at this',
  fine: 'fine',
  'cannot-tell': 'cannot tell',
  waiting: 'known',
}

/** The projects that were opened last, each with how it stood. */
export function RailProjects() {
  const { data } = useProjects()
  const [location] = useLocation()
  const projects = data?.projects.slice(0, MOST) ?? []
  return projects.length === 0 ? null : (
    <nav className={styles.projects} aria-label="Projects that were opened last">
      <p className={styles.projectsTitle} aria-hidden="true">
        Projects
      </p>
      <ul className={styles.entries}>
        {projects.map((project) => (
          <Entry key={project.id} project={project} isHere={location.startsWith(paths.project(project.id))} />
        ))}
      </ul>
    </nav>
  )
}

function Entry({ project: { id, name, state }, isHere }: { readonly project: Project; readonly isHere: boolean }) {
  return (
    <li>
      <Link
        className={`${styles.entry} ${styles.project}`}
        href={paths.project(id)}
        aria-current={isHere ? 'page' : undefined}
        title={name}
      >
        <span className={`${styles.dot} ${styles[state] ?? ''}`} role="img" aria-label={STATES[state]} />
        <span className={styles.projectName}>
          <FileName>{name}</FileName>
        </span>
      </Link>
    </li>
  )
}
