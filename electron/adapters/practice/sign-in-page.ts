/** The form of the practice sign-in, and what a person sees after it. */
import { escaped, page } from './page.ts'
import type { Answer } from './server.ts'

/** What the form shows and carries. */
export interface SignInForm {
  /** Where the form goes. */
  readonly action: string
  /** The request that it answers: unguessable, and all that ties the form to it. */
  readonly id: string
  /** Where the browser is sent afterwards; undefined where the code is shown instead. */
  readonly redirectUri: string | undefined
  readonly email: string
  readonly problem?: string
}

/** The form. With a `problem` it is shown again, in words that say what to change. */
export function signInPage({ action, id, redirectUri, email, problem }: SignInForm): Answer {
  return page(
    problem ? 400 : 200,
    `<h1>Practice: any address will do.</h1>
<p>Countermark shows this page from your own machine. ${PRACTICE_ONLY}</p>
<form method="post" action="${escaped(action)}">
<input type="hidden" name="request" value="${escaped(id)}">
${emailField(email, { problem, isFirst: true })}
${BUTTONS}
</form>`,
    redirectUri,
  )
}

/** The page of the device flow: a person types the code that the program shows, and an address. */
export interface DeviceForm {
  readonly action: string
  readonly userCode: string
  readonly email: string
  /** What is wrong with the code, or else with the address. */
  readonly problem?: { readonly code?: string | undefined; readonly email?: string | undefined }
}

/** The form of the device flow (RFC 8628 §3.3). Whoever gave the code away would be signed in: the page warns. */
export function devicePage({ action, userCode, email, problem = {} }: DeviceForm): Answer {
  const isWrong = problem.code !== undefined || problem.email !== undefined
  return page(
    isWrong ? 400 : 200,
    `<h1>Practice: a program asks to sign in.</h1>
<p>Go on only if a program that you started shows this very code. Countermark shows this page from your own machine. ${PRACTICE_ONLY}</p>
<form method="post" action="${escaped(action)}">
<label for="code">Code that the program shows</label>
<input id="code" class="code" name="user_code" type="text" value="${escaped(userCode)}" autocomplete="off" maxlength="32"
 spellcheck="false" autocapitalize="characters" required${userCode === '' || problem.code ? ' autofocus' : ''}${problem.code ? ' aria-invalid="true" aria-describedby="code-problem"' : ''}>
${problem.code ? `<p class="problem" id="code-problem" role="alert">${escaped(problem.code)}</p>` : ''}
${emailField(email, { problem: problem.email, isFirst: userCode !== '' && !problem.code })}
${BUTTONS}
</form>`,
  )
}

/** Shows the code that the program waits for, where it cannot be sent there (`urn:ietf:wg:oauth:2.0:oob`). */
export const codePage = (code: string): Answer =>
  page(
    200,
    `<h1>Copy this code.</h1>
<p>Paste it into the program that asked you to sign in. It is good once, and for ten minutes.</p>
<p><code class="code">${escaped(code)}</code></p>
<p class="note">You can close this page afterwards.</p>`,
  )

const PRACTICE_ONLY = `There is no password and no account, the address is not checked,
and nothing leaves this machine.`

const BUTTONS = `<p class="buttons"><button name="answer" value="sign-in">Sign in for practice</button>
<button class="quiet" name="answer" value="deny" formnovalidate>Do not sign in</button></p>`

function emailField(email: string, { problem, isFirst }: { problem: string | undefined; isFirst: boolean }): string {
  const describedBy = problem ? 'problem note' : 'note'
  return `<label for="email">E-mail address</label>
<input id="email" name="email" type="email" value="${escaped(email)}" autocomplete="email" maxlength="254"
 spellcheck="false" autocapitalize="none" required${isFirst ? ' autofocus' : ''} aria-describedby="${describedBy}"${problem ? ' aria-invalid="true"' : ''}>
${problem ? `<p class="problem" id="problem" role="alert">${escaped(problem)}</p>` : ''}
<p class="note" id="note">It will stand in the practice certificate and in the practice log, as a real one would in the public ones.</p>`
}
