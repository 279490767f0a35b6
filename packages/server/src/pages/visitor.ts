import { KNOWN_DEVICE_DAYS } from '../db/known-devices.js';
import { KEPT_HOURS } from '../domain/guest-appeals.js';
import { CHALLENGE_MINUTES } from '../domain/passkey-challenges.js';
import type { Visitor } from '../domain/visitor.js';
import { cookieName, endedCookie, hostCookie } from '../http/session-cookie.js';
import type { PageCall } from './page.js';

/** Longer than an attempt with all its codes can last; the server's clock ends it. */
const ATTEMPT_SECONDS = 60 * 60;

/** A token of ours; anything else in a cookie is as good as none. */
const TOKEN = /^[\w-]{43}$/;

function tokenIn({ supplier, cookies }: PageCall, word: string): string | null {
  const value = cookies[cookieName(supplier.id, word)] ?? '';
  return TOKEN.test(value) ? value : null;
}

/** Who stands at the door, as the domain's functions take them. */
export function visitorOf(call: PageCall): Visitor {
  const { context, supplier, language, address, now, requestId, request } = call;
  return {
    context,
    supplier,
    language,
    address,
    userAgent: request.headers.get('user-agent'),
    deviceToken: tokenIn(call, 'device'),
    attemptToken: tokenIn(call, 'attempt'),
    now,
    requestId,
  };
}

/** Binds an attempt to this browser: its code can be typed nowhere else. */
export function attemptCookie(supplierId: string, token: string): string {
  return hostCookie(cookieName(supplierId, 'attempt'), token, ATTEMPT_SECONDS);
}

/** When the attempt is done. */
export function endedAttemptCookie(supplierId: string): string {
  return endedCookie(cookieName(supplierId, 'attempt'));
}

/**
 * Appeals of guests have cookies of their own: whoever signs in meanwhile, or opens another such address, keeps both. `code`: waits for its code;
 * `files`: the code was right in this browser, and files are still to come. No address sets the second.
 */
export type GuestAppealCookie = 'code' | 'files';

const GUEST_APPEAL_SECONDS: Readonly<Record<GuestAppealCookie, number>> = {
  code: ATTEMPT_SECONDS,
  files: KEPT_HOURS * 3600,
};

/** Whoever stands at the door with an appeal, as the domain's functions take them. */
export function guestVisitorOf(call: PageCall, which: GuestAppealCookie): Visitor {
  return { ...visitorOf(call), attemptToken: tokenIn(call, `appeal-${which}`) };
}

/** Binds a guest's appeal to this browser. */
export function guestAppealCookie(supplierId: string, which: GuestAppealCookie, token: string): string {
  return hostCookie(cookieName(supplierId, `appeal-${which}`), token, GUEST_APPEAL_SECONDS[which]);
}

/** When nothing of it waits any more. */
export function endedGuestAppealCookie(supplierId: string, which: GuestAppealCookie): string {
  return endedCookie(cookieName(supplierId, `appeal-${which}`));
}

/** The challenge that this browser's passkey was asked to sign. */
export function passkeyToken(call: PageCall): string | null {
  return tokenIn(call, 'passkey');
}

/** Binds a challenge to this browser. */
export function passkeyCookie(supplierId: string, token: string): string {
  return hostCookie(cookieName(supplierId, 'passkey'), token, CHALLENGE_MINUTES * 60);
}

/** By which a browser in which somebody signed in before is known again. */
export function deviceCookie(supplierId: string, token: string): string {
  return hostCookie(cookieName(supplierId, 'device'), token, KNOWN_DEVICE_DAYS * 86_400);
}
