/** The words of faults about settings, and about what the program keeps. */
import type { FaultWords } from './fault-form.ts'

export const settingsFaults = {
  'settings.damaged': {
    title: 'The settings were damaged.',
    hint: 'They were set aside as {name}, and the ones that come with Countermark are in use. Choose yours again.',
    retry: 'no',
  },
  'settings.newer': {
    title: 'The settings are those of a newer Countermark.',
    hint: 'They are of form {version}, which this one does not know. They stay as they are: change them with the newer one.',
    retry: 'no',
  },
  'settings.in-use': {
    title: 'Another Countermark is changing the settings.',
    hint: 'Nothing was changed here. Try again in a moment.',
    retry: 'now',
  },
  'settings.endpoint': {
    title: 'An address in {place} is not asked.',
    hint: 'It has to be an https address without a user name in it, or one of this machine: anything else can be changed on the way.',
    retry: 'no',
  },
  'seen.damaged': {
    title: 'What was seen of packages was damaged.',
    hint: 'It was set aside as {name}. From now on every package is seen for the first time again.',
    retry: 'no',
  },
  'seen.newer': {
    title: 'What was seen of packages is kept by a newer Countermark.',
    hint: 'It is of form {version}, which this one does not know. It stays as it is, and nothing was compared.',
    retry: 'no',
  },
  'seen.in-use': {
    title: 'Another Countermark is writing down what it saw.',
    hint: 'Nothing was kept here. Try again in a moment.',
    retry: 'now',
  },
  'practice.elsewhere': {
    title: 'Another Countermark runs the practice instance.',
    hint: 'Its keys and log are still here. End the other one, then forget everything again.',
    retry: 'now',
  },
  'instance.practice-only': {
    title: 'This runtime signs on the practice instance only.',
    hint: 'It is an older Electron for closed networks, and not fit for what becomes public. Use the pinned one, or the command line.',
    retry: 'no',
  },
} as const satisfies Record<string, FaultWords>
