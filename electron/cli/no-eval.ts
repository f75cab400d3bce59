/**
 * zod makes functions from text where it is let: nothing here does. Imported before any schema is made, which also saves
 * the time that compiling them takes in a process that uses each once.
 */
import { config } from 'zod'

config({ jitless: true })
