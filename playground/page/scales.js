const STEPS = [1, 2, 2.5, 5, 10];
const WANTED_TICKS = 4;
const full = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });
const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 2 });

export const figure = (value) => full.format(value);
export const tickText = (value) => (Math.abs(value) >= 10000 ? short : full).format(value);

/** Round ticks from a floor to a ceiling that hold all the values and zero. */
export function ticksFor(values) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const step = roundStep((high - low || 1) / WANTED_TICKS);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

function roundStep(rough) {
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  return magnitude * STEPS.find((step) => step * magnitude >= rough * 0.999);
}

/** From values to places between `start` and `end`. */
export function scale([low, high], [start, end]) {
  return (value) => start + ((value - low) / (high - low)) * (end - start);
}
