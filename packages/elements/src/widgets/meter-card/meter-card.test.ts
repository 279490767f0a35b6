import './meter-card.define.js';
import { everyWidget } from '../../testing/every-widget.js';

everyWidget({
  tag: 'kabinet-meter-card',
  heading: { uk: 'Лічильник', ru: 'Счётчик', en: 'Meter' },
  reads: ['listMeters'],
  content: '04512877',
});
