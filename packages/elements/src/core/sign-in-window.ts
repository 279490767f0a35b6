/** The answer of the sign-in pages, as their last page posts it to the page that opened them (web_message response mode). */
export interface WindowAnswer {
  readonly code: string | null;
  readonly error: string | null;
}

const LOOK_EVERY_MS = 300;

interface AuthorizationMessage {
  readonly type?: unknown;
  readonly response?: { readonly code?: unknown; readonly state?: unknown; readonly error?: unknown };
}

/** Waits for the window's answer; null when it was closed without one. Heeds nothing that comes from elsewhere. */
export function answerFromWindow(
  popup: Window,
  { origin, state }: { origin: string; state: string },
): Promise<WindowAnswer | null> {
  return new Promise((resolve) => {
    let wasClosed = false;
    const settle = (answer: WindowAnswer | null) => {
      clearInterval(timer);
      window.removeEventListener('message', handleMessage);
      resolve(answer);
    };
    const handleMessage = ({ data, origin: from, source }: MessageEvent<AuthorizationMessage | null>) => {
      if (from !== origin || source !== popup || data?.type !== 'authorization_response') return;
      const { code, error, state: returned } = data.response ?? {};
      if (returned !== state) return;
      settle({ code: typeof code === 'string' ? code : null, error: typeof error === 'string' ? error : null });
    };
    const timer = setInterval(() => {
      // A message may be on its way from a window that has closed itself: it is given one turn more.
      if (wasClosed) settle(null);
      wasClosed = popup.closed;
    }, LOOK_EVERY_MS);
    window.addEventListener('message', handleMessage);
  });
}
