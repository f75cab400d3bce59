/** Whom a project's health may ask, once the person wants it. */
import { z } from 'zod'

/** OSV about dependencies, OSS-Fuzz about what it fuzzes, Scorecard about the score that it published. */
export const Service = z.enum(['osv', 'oss-fuzz', 'scorecard'])
export type Service = z.infer<typeof Service>

/** Where other services are asked than the public ones: addresses, without the path of a question. */
export const Endpoints = z.partialRecord(Service, z.string().max(500))
export type Endpoints = z.infer<typeof Endpoints>

/** What OSS-Fuzz said of a repository, and when. */
export const OssFuzzAnswer = z.object({ isFuzzed: z.boolean(), at: z.iso.datetime() })
export type OssFuzzAnswer = z.infer<typeof OssFuzzAnswer>
