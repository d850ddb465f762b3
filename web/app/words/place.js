// How people of a region write numbers: what the engine is told, and what the first view offers there.

const PRICE = 12.5; // of the sample

/** Of those that the engine knows, what is written in which regions: the sign counts, and that of yen is that of yuan. */
const CURRENCIES = {
  USD: "AR AU CA CL CO HK MX NZ SG TW US",
  EUR: "AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC MT NL PT SI SK SM VA",
  GBP: "GB GG IM JE",
  JPY: "CN JP",
};
const SIGNS = { USD: "$", EUR: "€", GBP: "£", JPY: "¥" };

/** @param {string} locale @returns {import("./words.js").Place} */
export function placeOf(locale) {
  const region = regionOf(locale);
  const { language } = new Intl.Locale(`und-${region}`).maximize();
  return { locale: `${language}-${region}`, currency: currencyIn(region) };
}

/** Offers ZIP codes where there are such, or somebody asked for them; and a sample of an amount. */
export function showPlace(locale) {
  const zip = /** @type {HTMLInputElement} */ (document.querySelector(".modes [value=zip]"));
  zip.parentElement.hidden = regionOf(locale) !== "US" && !zip.checked;
  document.querySelector(".price").textContent = priceIn(locale);
}

export const regionOf = (locale) => new Intl.Locale(locale).maximize().region;

const currencyIn = (region) => Object.keys(CURRENCIES).find((code) => CURRENCIES[code].includes(region));

function priceIn(locale) {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" });
  const sign = SIGNS[currencyIn(regionOf(locale))] ?? "";
  return format.format(PRICE).replace("$", sign).trim();
}
