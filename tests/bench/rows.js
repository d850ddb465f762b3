// All contestants of one host → rows of the table.

import { bounds } from "./bounds.js";
import { differences } from "./contestants.js";
import { measure } from "./measure.js";

export async function rowsOf(host, contestants) {
  const limits = await bounds();
  const differ = await differences(contestants);
  const singles = contestants.filter(({ batch }) => batch === 1);
  const batches = contestants.filter(({ batch }) => batch > 1);
  const single = await measure([...limits, ...singles]);
  const batch = await measure(batches, { rounds: 20 });
  const us = [...single.slice(limits.length), ...batch];
  return {
    bounds: Object.fromEntries(limits.map(({ key }, i) => [`${key}Us`, single[i]])),
    rows: [...singles, ...batches].map((contestant, i) => ({
      name: contestant.name,
      host,
      batch: contestant.batch,
      us: us[i] / contestant.batch,
      perSecond: (1e6 * contestant.batch) / us[i],
      maxLogitDifference: differ[contestants.indexOf(contestant)],
    })),
  };
}
