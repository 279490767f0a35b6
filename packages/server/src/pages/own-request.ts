/** Whether a form was sent from a page of ours: another site must not make a person's browser do anything here. */
export function isOwnRequest(request: Request, publicUrl: string): boolean {
  const { headers } = request;
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const sender = headers.get('origin') ?? originOf(headers.get('referer'));
  if (sender === null) return false;
  if (sender === new URL(publicUrl).origin) return true;
  // On the machine itself the server has several names: localhost, 127.0.0.1.
  const asked = new URL(request.url);
  return sender === asked.origin && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(asked.hostname);
}

function originOf(address: string | null): string | null {
  return address !== null && URL.canParse(address) ? new URL(address).origin : null;
}
