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

/**
 * Puts a list below its field, or above it where there is more room, as wide as the field, and keeps it there while the page moves;
 * until the code for that is here, and if it does not come, simply below. Answers what ends it.
 */
export function placeBeside(field: HTMLElement, list: HTMLElement): () => void {
  const { left, bottom, width } = field.getBoundingClientRect();
  put(list, { x: left, y: bottom + GAP, width, height: HIGHEST });
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
              width: Math.min(rects.reference.width, availableWidth),
              height: Math.min(HIGHEST, availableHeight),
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
