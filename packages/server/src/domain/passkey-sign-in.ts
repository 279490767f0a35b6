import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { recordAct } from '../db/audit.js';
import { findPasskey, notePasskeyUse, type Passkey } from '../db/passkeys.js';
import { giveBackAll } from './budgets.js';
import type { Wait } from './codes.js';
import { enter, type SignedIn } from './entering.js';
import {
  beginChallenge,
  CHALLENGE_MINUTES,
  type PasskeyOptions,
  readAnswer,
  relyingParty,
  takeChallenge,
  userHandleOf,
  webAuthn,
} from './passkey-challenges.js';
import { type Busy, door, waitFor } from './proof.js';
import type { Visitor } from './visitor.js';

/** Asks the browser for any passkey it has for this server: whose, it says itself. */
export async function passkeySignInOptions(
  visitor: Visitor,
): Promise<PasskeyOptions<PublicKeyCredentialRequestOptionsJSON>> {
  const { context, supplier } = visitor;
  const { challenge, token } = await context.database.transaction(supplier.id, (tx) =>
    beginChallenge(tx, visitor, { ceremony: 'sign_in', personId: null }),
  );
  const options = {
    challenge,
    rpId: relyingParty(visitor).id,
    timeout: CHALLENGE_MINUTES * 60_000,
    userVerification: 'required' as const,
    allowCredentials: [],
  };
  return { token, options };
}

export type PasskeySignIn =
  | SignedIn
  /** A passkey nobody has here (any more), another supplier's, or a wrong signature: not told apart. */
  | { readonly kind: 'wrong' }
  /** The page was open for too long, or its answer was sent before. */
  | { readonly kind: 'expired' }
  | Wait
  | Busy;

/** Signs in with a passkey, which alone is two factors: the device, and what unlocks it. */
export async function signInWithPasskey(
  visitor: Visitor,
  {
    token,
    answer: sent,
  }: { readonly token: string | null; /** As the browser's script sent it. */ readonly answer: string },
): Promise<PasskeySignIn> {
  const { context, supplier, address, now } = visitor;
  const supplierId = supplier.id;
  return door(visitor, async (): Promise<PasskeySignIn> => {
    const budgets = [{ budget: 'password_address', who: address }] as const;
    const wait = await waitFor(visitor, budgets);
    if (wait) return wait;
    const challenge = await takeChallenge(visitor, { token, ceremony: 'sign_in', personId: null });
    if (challenge === null) return { kind: 'expired' };
    const answer = readAnswer<AuthenticationResponseJSON>(sent);
    const passkey =
      answer &&
      (await context.database.transaction(supplierId, (tx) => findPasskey(tx, { supplierId, id: answer.id })));
    const signCount = answer && passkey ? await verifiedCount(visitor, { challenge, answer, passkey }) : null;
    const signedIn =
      passkey &&
      signCount !== null &&
      (await context.database.transaction(supplierId, async (tx) => {
        if (!(await notePasskeyUse(tx, { supplierId, id: passkey.id, signCount, now }))) return null;
        await giveBackAll(tx, { supplierId, budgets, now });
        return enter(tx, visitor, { personId: passkey.personId, method: 'passkey' });
      }));
    if (signedIn) return signedIn;
    await recordFailure(visitor, passkey?.personId ?? null);
    return { kind: 'wrong' };
  });
}

/** What the passkey's count is now; null where it did not sign this challenge, here, for its person. */
async function verifiedCount(
  visitor: Visitor,
  { challenge, answer, passkey }: { challenge: string; answer: AuthenticationResponseJSON; passkey: Passkey },
): Promise<number | null> {
  const { userHandle } = answer.response;
  if (userHandle !== undefined && userHandle !== userHandleOf(passkey.personId)) return null;
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty(visitor);
  const { verifyAuthenticationResponse } = await webAuthn();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin,
      expectedRPID,
      credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.signCount },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    // The library throws for whatever is not as it must be: another origin or challenge, a count that went back, what cannot be read.
    return null;
  }
}

async function recordFailure({ context, supplier, now, requestId }: Visitor, personId: string | null): Promise<void> {
  await context.database.transaction(supplier.id, (tx) =>
    recordAct(tx, {
      supplierId: supplier.id,
      at: now,
      actor: 'nobody',
      customerRef: null,
      action: 'person.sign_in_failed',
      subjectId: personId,
      requestId,
    }),
  );
}
