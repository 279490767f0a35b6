import { expect } from '@open-wc/testing';
import { type Balance, type PaymentMethod } from '@kabinet/api';
import { sampleData, sampleSupplier } from '@kabinet/api/mock';
import { stopTheClock } from '../../testing/clock.js';
import { everyWidget } from '../../testing/every-widget.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { focusIsOn } from '../../testing/person.js';
import { Service } from '../../testing/service.js';
import { stage } from '../../testing/stage.js';
import './payment-button.define.js';

const tag = 'kabinet-payment-button';

everyWidget({
  tag,
  heading: { uk: 'Оплата', ru: 'Оплата', en: 'Payment' },
  reads: ['getBalance'],
  content: '358,20',
  looksAtStates: false,
});

const uah = (amount: number) => ({ amount, currency: 'UAH' });
