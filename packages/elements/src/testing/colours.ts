/** How bright each channel is drawn, as `18 87 168`: whatever way the colour was written in. */
export function painted(colour: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
  if (!context) throw new Error('this browser draws nothing');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return `${r} ${g} ${b}`;
}

const CHANNEL = /-?[\d.]+(?:e[-+]?\d+)?/g;

/** The luminance of a computed colour, by WCAG; of a colour that is drawn in screens' own steps, 0 to 255. */
export function luminanceOf(colour: string): number {
  const channels = (colour.match(CHANNEL) ?? []).map(Number);
  const isLinear = colour.startsWith('color(srgb-linear');
  if (!isLinear && !colour.startsWith('rgb'))
    throw new Error(`a colour in a space that is not counted here: ${colour}`);
  const [r = 0, g = 0, b = 0] = channels.map((channel) => {
    if (isLinear) return channel;
    const coded = channel / 255;
    return coded <= 0.04045 ? coded / 12.92 : ((coded + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrastOf(one: string, other: string): number {
  const [a, b] = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
