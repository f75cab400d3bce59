import type { ProbeFinding } from '../../contract/model/check.ts'
import { FILE_TYPE } from '../../contract/model/file-type.ts'
import { licenceOf } from '../formats/licence-name.ts'
import { check, MAX, MIN } from './check.ts'
import { debug, told } from './details.ts'

const FILE = 'hasLicenseFile'
const APPROVED = 'hasFSFOrOSIApprovedLicense'

export const license = check({
  id: 'license',
  scorecard: 'License',
  risk: 'low',
  title: 'A licence says what others may do',
  why: 'Without a licence nobody may use the code, and companies will not look at its security.',
  short: 'Determines if the project has defined a license.',
  tags: ['license'],
  page: {
    looksAt:
      'The names of files at the root, in the order of the alphabet: the first that looks like one of a licence.',
    scored: '9 for a file, 10 where its name tells a licence that the FSF or the OSI approves of.',
    unseen: 'The text of the file. A forge reads it, and may give 10 where the name alone gives 9.',
    fix: 'Name the file after the licence (`LICENSE-MIT`), if the last point matters to you.',
  },
  probes: {
    [FILE]: { bad: 'False', effort: 'low', fix: 'license-file', help: 'Add the text of a licence as LICENSE.' },
    [APPROVED]: {
      bad: 'False',
      effort: 'low',
      help: 'Name the file after the licence, as LICENSE-MIT, if the last point matters to you.',
    },
  },
  elsewhere: 'the forge, for the license that it recognised',
  weak: ([found]) =>
    found?.probe === APPROVED
      ? 'The name of the licence file does not tell which licence it is.'
      : 'There is no licence file.',
  needs: ['paths'],
  run({ paths }) {
    for (const path of paths) {
      const licence = licenceOf(path)
      if (!licence) continue
      const at = { path, type: FILE_TYPE.source, line: 0 }
      const file: ProbeFinding = { probe: FILE, outcome: 'True', message: 'project has a license file', at }
      const approved: ProbeFinding = licence.isApproved
        ? { probe: APPROVED, outcome: 'True', message: `FSF or OSI recognized license: ${licence.name}`, at }
        : { probe: APPROVED, outcome: 'False', message: 'project license file does not contain an FSF or OSI license.' }
      return {
        score: licence.isApproved ? MAX : MAX - 1,
        reason: 'license file detected',
        probes: [file, approved],
        details: [told('info', file), told(licence.isApproved ? 'info' : 'warn', approved)],
      }
    }
    const message = 'project does not have a license file'
    const probes: ProbeFinding[] = [
      { probe: FILE, outcome: 'False', message },
      { probe: APPROVED, outcome: 'NotApplicable', message },
    ]
    const [none] = probes
    const details = none ? [told('warn', none), debug(message)] : []
    return { score: MIN, reason: 'license file not detected', probes, details }
  },
})
