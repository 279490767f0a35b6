import type { Answered, Call, Fault } from './network.js';

/** What a server, or a proxy that knows of cross-origin calls, says to let the page read its answer. */
function allowing({ headers }: Call): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': headers['origin'] ?? '*',
    'Access-Control-Expose-Headers': 'Retry-After, X-Request-Id',
  };
}

function problem(call: Call, status: number, code: string, headers: Record<string, string> = {}): Answered {
  return {
    status,
    headers: { ...allowing(call), 'Content-Type': 'application/problem+json', ...headers },
    body: JSON.stringify({ type: `urn:kabinet:problem:${code}`, title: code, status, code, requestId: 'r-e2e-1' }),
  };
}

/** Nobody listens. */
export const refused: Fault = ({ response }) => void response.destroy();

/** The service does what was asked, and the connection breaks before the answer is back. */
export const lostAnswer: Fault = async ({ ask, response }) => {
  await ask();
  response.destroy();
};

/** The answer takes half a minute. */
export const slow: Fault = async ({ ask, respond, response }) => {
  const answer = ask().catch(() => null);
  await new Promise<void>((over) => {
    const timer = setTimeout(over, 30_000);
    response.once('close', () => {
      clearTimeout(timer);
      over();
    });
  });
  const late = await answer;
  if (late) respond(late);
};

export const serverError: Fault = ({ call, respond }) => respond(problem(call, 500, 'internal'));

export const gatewayPage: Fault = ({ call, respond }) =>
  respond({
    status: 502,
    headers: { ...allowing(call), 'Content-Type': 'text/html' },
    body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>',
  });

/** Half of a good answer, as if it were whole. */
export const cutJson: Fault = async ({ ask, respond }) => {
  const answer = await ask();
  respond({ ...answer, body: firstHalf(answer.body) });
};

/** The connection breaks in the middle of the answer. */
export const cutConnection: Fault = async ({ ask, response }) => {
  const { status, headers, body } = await ask();
  response.writeHead(status, headers);
  response.write(firstHalf(body), () => response.destroy());
};

function firstHalf(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}

/** A good answer of a service that is not the one the page was made for. */
export function drift(change: (answer: Record<string, unknown>) => unknown): Fault {
  return async ({ ask, respond }) => {
    const answer = await ask();
    const value = JSON.parse(answer.body.toString('utf8')) as Record<string, unknown>;
    respond({ ...answer, body: JSON.stringify(change(value)) });
  };
}

/** A required field is missing, however deep the answer is. */
export const missingField: Fault = drift((answer) => without(answer, ['items', 'amountOwed', 'tariffs', 'id']));

/** A field has another type. */
export const wrongType: Fault = drift((answer) => ({
  ...answer,
  items: 'none',
  amountOwed: '358,20',
  tariffs: 'none',
  id: 7,
  timeZone: 2,
}));

function without(answer: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !names.includes(name)));
}

export const unauthorized: Fault = ({ call, respond }) =>
  respond(problem(call, 401, 'token_expired', { 'WWW-Authenticate': 'Bearer error="invalid_token"' }));

export function tooMany(seconds: number): Fault {
  return ({ call, respond }) => respond(problem(call, 429, 'rate_limited', { 'Retry-After': String(seconds) }));
}

/** The service does not know the site: the answer comes, and the browser keeps it from the page. */
export const corsRefusal: Fault = async ({ ask, respond }) => {
  const answer = await ask();
  const headers = Object.fromEntries(
    Object.entries(answer.headers).filter(([name]) => !name.startsWith('access-control-')),
  );
  respond({ ...answer, headers });
};

/** The hotel's or the train's login page instead of the service. */
export const captivePortal: Fault = ({ respond }) =>
  respond({ status: 302, headers: { Location: 'http://portal.example/login' }, body: '' });

/** A byte now and then, and never an end. */
export const drip: Fault = async ({ ask, response }) => {
  const { status, headers, body } = await ask();
  response.writeHead(status, headers);
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < body.length - 1) response.write(body.subarray(sent, ++sent));
  }, 500);
  response.once('close', () => clearInterval(timer));
};
