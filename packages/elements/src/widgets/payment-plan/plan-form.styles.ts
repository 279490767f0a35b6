import { css } from 'lit';
import { choiceStyles } from '../../parts/choice.styles.js';
import { fieldStyles } from '../../parts/field.styles.js';

export const planFormStyles = [
  fieldStyles,
  choiceStyles,
  css`
    .plan-form {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) * 5);
    }

    .plan-form select {
      inline-size: min(100%, 16em);
    }
  `,
];
