import styles from './FileName.module.css'

/** A name from a disk, kept from reordering what stands around it. Main has made its invisible characters visible. */
export const FileName = ({ children }: { readonly children: string }) => (
  <bdi className={styles.name} dir="ltr">
    {children}
  </bdi>
)

/** A SHA-256 in groups of four. A screen reader hears it as one thing. */
export const Digest = ({ children }: { readonly children: string }) => (
  <code className={styles.digest}>
    {(children.match(/.{1,4}/g) ?? []).map((group, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the groups of a digest have no other name
      <span key={i}>{group}</span>
    ))}
  </code>
)
