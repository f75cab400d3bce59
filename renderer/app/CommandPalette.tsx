import { useEffect, useState } from 'react'
import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components'
import { useLocation } from 'wouter'
import { client, countermark } from '../rpc/client.ts'
import styles from './CommandPalette.module.css'
import { entries, rootOf } from './routes.tsx'

interface PaletteAction {
  readonly id: string
  readonly title: string
  readonly run: () => void
}

/** Everything the window can do, by name: Ctrl K or ⌘ K. */
export function CommandPalette() {
  const [isOpen, setIsOpen] = useState(false)
  const [, navigate] = useLocation()
  const { contains } = useFilter({ sensitivity: 'base' })

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setIsOpen((open) => !open)
    }
    window.addEventListener('keydown', onKey)
    const stop = client.on('palette.requested', () => setIsOpen(true))
    return () => {
      window.removeEventListener('keydown', onKey)
      stop()
    }
  }, [])

  const actions: PaletteAction[] = [
    ...entries.map((route) => ({ id: route.path, title: `Go to ${route.title}`, run: () => navigate(rootOf(route)) })),
    ...actionsOnScreen().map(({ title, element }) => ({ id: `button ${title}`, title, run: () => element.click() })),
    {
      id: 'sigstore',
      title: 'Read about Sigstore, in the browser',
      run: () => void countermark.app.openLink({ link: 'sigstore' }),
    },
  ]

  return (
    <ModalOverlay className={styles.veil ?? ''} isOpen={isOpen} onOpenChange={setIsOpen} isDismissable>
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label="Command palette">
          <Autocomplete filter={contains}>
            <SearchField className={styles.search ?? ''} aria-label="What do you want to do?" autoFocus>
              <Input className={styles.input ?? ''} placeholder="What do you want to do?" />
            </SearchField>
            <Menu
              className={styles.menu ?? ''}
              items={actions}
              renderEmptyState={() => <p className={styles.empty}>Nothing has that name.</p>}
            >
              {({ id, title, run }) => (
                <MenuItem
                  id={id}
                  className={styles.item ?? ''}
                  textValue={title}
                  onAction={() => {
                    setIsOpen(false)
                    // After the palette has given the focus back.
                    setTimeout(run)
                  }}
                >
                  {title}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The buttons of the page that stands open: whatever can be pressed can be called by its name. */
function actionsOnScreen(): { title: string; element: HTMLElement }[] {
  const found = new Map<string, HTMLElement>()
  for (const element of document.querySelectorAll<HTMLElement>('main button:not([disabled])')) {
    const title = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
    if (title !== '' && !found.has(title)) found.set(title, element)
  }
  return [...found].slice(0, 40).map(([title, element]) => ({ title, element }))
}
