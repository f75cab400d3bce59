import styles from './Sentence.module.css'

/** A sentence, with what stands between grave accents set as code. */
export const Sentence = ({ children }: { readonly children: string }) =>
  children.split('`').map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name
      <code className={styles.code} key={i}>
        {part}
      </code>
    ),
  )
