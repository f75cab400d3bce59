import { type AmbientProvider, failed } from './provider.ts'

const VARIABLE = 'SIGSTORE_ID_TOKEN'

interface Place {
  readonly id: string
  readonly title: string
  /** The variable by which the place tells its jobs that it runs them. In nobody's shell at a desk is it set. */
  readonly marker: string
}

/** A job that was given a token in the variable that Sigstore clients read. */
export const givenIn = ({ id, title, marker }: Place): AmbientProvider => ({
  id,
  title,
  isJob: true,
  isHere: ({ env }) => Boolean(env[VARIABLE]?.trim()) && Boolean(env[marker]),
  async token({ env }) {
    const token = env[VARIABLE]?.trim()
    if (!token) throw failed(title, `${VARIABLE} is empty`)
    return token
  },
})
