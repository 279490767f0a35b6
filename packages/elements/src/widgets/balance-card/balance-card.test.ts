import './balance-card.define.js';
import { everyWidget } from '../../testing/every-widget.js';

everyWidget({
  tag: 'kabinet-balance-card',
  heading: { uk: 'Стан рахунку', ru: 'Состояние счёта', en: 'Balance' },
  reads: ['getBalance'],
  content: '358,20',
});
