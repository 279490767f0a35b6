import './reading-form.define.js';
import { everyWidget } from '../../testing/every-widget.js';

everyWidget({
  tag: 'kabinet-reading-form',
  heading: { uk: 'Передати показання', ru: 'Передать показание', en: 'Send a meter reading' },
  reads: ['listMeters', 'listReadingWindows'],
  content: 'Лічильник № 04512877',
});
