/** Between the list and the edge of what is seen. */
const MARGIN = 8;
const GAP = 4;
const HIGHEST = 360;

/** By the CSSOM: a strict page forbids style attributes. */
function put(
  list: HTMLElement,
  { x, y, width, height }: { x?: number; y?: number; width?: number; height?: number },
): void {
  const set = (name: string, value: number | undefined) => {
    if (value !== undefined) list.style.setProperty(name, `${Math.round(value)}px`);
  };
  set('left', x);
  set('top', y);
  set('width', width);
  set('max-height', height);
}

export interface Beside {
  /** Pixels: wider than its field where the field is narrower than that, and the page is not. */
  readonly minWidth?: number;
  readonly maxHeight?: number;
}

/**
 * Puts a list below its field, or above it where there is more room, as wide as the field unless said otherwise, and keeps it there while the page moves;
 * until the code for that is here, and if it does not come, simply below. Answers what ends it.
 */
export function placeBeside(
  field: HTMLElement,
  list: HTMLElement,
  { minWidth = 0, maxHeight = HIGHEST }: Beside = {},
): () => void {
  const { left, bottom, width } = field.getBoundingClientRect();
  const wide = Math.min(Math.max(width, minWidth), Math.max(width, innerWidth - 2 * MARGIN));
  const x = minWidth > 0 ? Math.max(MARGIN, Math.min(left, innerWidth - wide - MARGIN)) : left;
  put(list, { x, y: bottom + GAP, width: wide, height: maxHeight });
  let isOver = false;
  let stop: (() => void) | null = null;
  void import('@floating-ui/dom').then(
    ({ autoUpdate, computePosition, flip, offset, shift, size }) => {
      if (isOver) return;
      const middleware = [
        offset(GAP),
        flip({ padding: MARGIN }),
        shift({ padding: MARGIN }),
        size({
          padding: MARGIN,
          apply: ({ rects, availableWidth, availableHeight }) =>
            put(list, {
              width: Math.min(Math.max(rects.reference.width, minWidth), availableWidth),
              height: Math.min(maxHeight, availableHeight),
            }),
        }),
      ];
      stop = autoUpdate(field, list, () => {
        void computePosition(field, list, { strategy: 'fixed', placement: 'bottom-start', middleware }).then((at) =>
          put(list, at),
        );
      });
    },
    () => undefined,
  );
  return () => {
    isOver = true;
    stop?.();
  };
}
