/** 0 … 1 → "99.8 %", never rounded up to a certainty that the network did not claim. */
export function percent(probability) {
  if (probability > 0.999 && probability < 1) return "> 99.9\u00a0%";
  return `${(100 * probability).toFixed(1)}\u00a0%`;
}
