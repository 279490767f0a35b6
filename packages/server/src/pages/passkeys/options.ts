import { beginPasskey } from '../../domain/passkeys.js';
import { passkeySignInOptions } from '../../domain/passkey-sign-in.js';
import { passkeySignUpOptions } from '../../domain/sign-up-without-password.js';
import type { PasskeyOptions } from '../../domain/passkey-challenges.js';
import type { HostedPage, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { PASSWORD, refusalInWords } from '../profile/confirmation.js';
import { profileTexts } from '../profile/texts.js';
import { passkeyCookie, visitorOf } from '../visitor.js';
import { OPTIONS_PAGES } from './parts.js';
import { passkeyTexts } from './texts.js';

/** What the browser is asked for, and the cookie that binds its answer to this browser. */
function given({ supplier }: PageCall, { token, options }: PasskeyOptions<unknown>): Response {
  const response = Response.json({ options });
  response.headers.append('Set-Cookie', passkeyCookie(supplier.id, token));
  return response;
}

/** A sentence that our script shows. */
function refused(error: string): Response {
  return Response.json({ error }, { status: 422 });
}

async function forSignIn(call: PageCall): Promise<Response> {
  return given(call, await passkeySignInOptions(visitorOf(call)));
}

async function forSignUp(call: PageCall): Promise<Response> {
  const begun = await passkeySignUpOptions(visitorOf(call));
  return begun ? given(call, begun) : refused(passkeyTexts[call.language].expired);
}

async function forAdding(call: PageCall): Promise<Response> {
  const { language, form } = call;
  const answer = await beginPasskey(visitorOf(call), signedInPerson(call), { password: form.get(PASSWORD) ?? '' });
  switch (answer.kind) {
    case 'options':
      return given(call, answer);
    case 'too_many':
      return refused(passkeyTexts[language].tooMany);
    case 'sign_in_again':
      return refused(profileTexts[language].signInAgainText);
    default:
      return refused(refusalInWords(call, answer));
  }
}

/** What our script asks for before the browser's own dialogue: JSON, under the same rules as every form. */
export const passkeyOptionsPages: readonly HostedPage[] = [
  { path: OPTIONS_PAGES.signIn, needs: 'anyone', post: forSignIn },
  { path: OPTIONS_PAGES.signUp, needs: 'anyone', post: forSignUp },
  { path: OPTIONS_PAGES.add, needs: 'person', post: forAdding },
];
