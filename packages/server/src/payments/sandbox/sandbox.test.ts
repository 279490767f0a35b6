import { startBank } from '@kabinet/sandbox-bank';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { describeProvider } from '../../testing/providers/conformance.js';
import { startSandbox } from '../../testing/providers/sandbox.js';
import { sandbox } from './index.js';

describeProvider('Sandbox', {
  kind: sandbox,
  currencies: ['UAH', 'JPY'],
  signatureHeaders: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  isConclusive: true,
  // On the bank's page a refused card can be followed by another one.
  keepsTrying: true,
  // The bank takes what it was asked for and nothing else.
  differences: [],
  start: async ({ now }) => {
    const merchant = {
      id: 'oselia',
      name: 'Оселя',
      apiKey: 'canary-api-key-0123456789',
      webhookSecret: `whsec_${'canaryAB'.repeat(6)}`,
    };
    const bank = await startBank(
      {
        host: '127.0.0.1',
        port: 0,
        publicUrl: null,
        merchants: [merchant],
        file: null,
        pendingForMs: null,
        delayMs: 0,
      },
      { now },
    );
    const { apiKey, webhookSecret } = merchant;
    return {
      counterpart: startSandbox(bank),
      settings: { url: bank.url, merchant: merchant.id },
      secrets: { apiKey, webhookSecret },
    };
  },
});

it('signs as the Standard Webhooks’ published example, which its library and no code of ours makes', () => {
  // https://docs.svix.com/receiving/verifying-payloads/how-manual, the same in the tests of the standard's libraries.
  const webhook = new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  const signature = webhook.sign('msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1_614_265_330_000), '{"test": 2432232314}');
  expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});
