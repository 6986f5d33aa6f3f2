import type { Driver, ReportLanguage } from '../model.ts';
import type { Formats } from '../format.ts';

const SYSTEMS: Readonly<Record<string, string>> = {
  android: 'Android',
  ios: 'iOS',
  windows: 'Windows',
  macos: 'macOS',
  web: 'Web',
};
const ROLES: Readonly<Record<string, Readonly<Record<ReportLanguage, string>>>> = {
  viewer: { en: 'viewers', zh: '观众' },
  host: { en: 'hosts', zh: '主播' },
  agency: { en: 'agencies', zh: '公会' },
};
const NETWORKS: Readonly<Record<string, string>> = { wifi: 'Wi-Fi', '2g': '2G', '3g': '3G', '4g': '4G', '5g': '5G' };
const PLACES = new Set(['country']);

/** A segment's value as a reader calls it: `vn` of country is Vietnam, `android` of os is Android. */
export function segmentValue(dimension: string, value: string, f: Formats): string {
  if (dimension === 'country') return f.countryName(value);
  if (dimension === 'language') return f.languageName(value);
  if (dimension === 'os') return SYSTEMS[value.toLowerCase()] ?? value;
  if (dimension === 'network') return NETWORKS[value.toLowerCase()] ?? value;
  if (dimension === 'user_role') return ROLES[value]?.[f.language] ?? value;
  if (dimension === 'vendor') return f.language === 'zh' ? `供应商${value}` : `desk ${value}`;
  if (dimension === 'language') return f.languageName(value);
  return value;
}

/** `Android 8.2.1 in Vietnam` or `越南的Android 8.2.1`. */
export function segmentPhrase(parts: Driver['parts'], f: Formats): string {
  const order = ['user_role', 'os', 'app_version', 'device', 'network', 'feature', 'vendor', 'language'];
  const things = parts
    .filter((part) => !PLACES.has(part.dimension))
    .toSorted((a, b) => order.indexOf(a.dimension) - order.indexOf(b.dimension))
    .map((part) => segmentValue(part.dimension, part.value, f))
    .join(' ');
  const places = f.list(
    parts.filter((part) => PLACES.has(part.dimension)).map((part) => segmentValue(part.dimension, part.value, f)),
  );
  if (places === '') return things;
  if (things === '') return places;
  return f.language === 'zh' ? `${places}的${things}` : `${things} in ${places}`;
}
