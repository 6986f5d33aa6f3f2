/** Luhn check (ISO/IEC 7812-1) of a string of digits. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    let d = digits.charCodeAt(digits.length - 1 - i) - 48;
    if (i % 2 === 1) d = d > 4 ? 2 * d - 9 : 2 * d;
    sum += d;
  }
  return sum % 10 === 0;
}

/** ISO 7064 mod 97-10 of an IBAN without spaces (ISO 13616). */
export function ibanValid(iban: string): boolean {
  let rest = 0;
  const turned = iban.slice(4) + iban.slice(0, 4);
  for (const c of turned.toUpperCase()) {
    const code = c.charCodeAt(0);
    const value = code >= 65 ? code - 55 : code - 48;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

function weighted(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (digits.charCodeAt(i) - 48) * weights[i]!;
  return sum;
}

const digit = (text: string, i: number): number => text.charCodeAt(i) - 48;
const same = (digits: string): boolean => /^(\d)\1*$/.test(digits);

function cpf(d: string): boolean {
  if (d.length !== 11 || same(d)) return false;
  const check = (n: number): number => {
    const r =
      (weighted(
        d,
        Array.from({ length: n }, (_, i) => n + 1 - i),
      ) *
        10) %
      11;
    return r === 10 ? 0 : r;
  };
  return check(9) === digit(d, 9) && check(10) === digit(d, 10);
}

function cnpj(d: string): boolean {
  if (d.length !== 14 || same(d)) return false;
  const check = (weights: readonly number[]): number => {
    const r = weighted(d, weights) % 11;
    return r < 2 ? 0 : 11 - r;
  };
  const first = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  return check(first) === digit(d, 12) && check([6, ...first]) === digit(d, 13);
}

function thai(d: string): boolean {
  return d.length === 13 && (11 - (weighted(d, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === digit(d, 12);
}

function turkish(d: string): boolean {
  if (d.length !== 11 || d[0] === '0') return false;
  const odd = digit(d, 0) + digit(d, 2) + digit(d, 4) + digit(d, 6) + digit(d, 8);
  const even = digit(d, 1) + digit(d, 3) + digit(d, 5) + digit(d, 7);
  return (((odd * 7 - even) % 10) + 10) % 10 === digit(d, 9) && (odd + even + digit(d, 9)) % 10 === digit(d, 10);
}

const VERHOEFF_D = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const VERHOEFF_P = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff check (1969) of a string of digits. */
export function verhoeff(d: string): boolean {
  let c = 0;
  for (let i = 0; i < d.length; i++)
    c = Number(VERHOEFF_D[c]![Number(VERHOEFF_P[i % 8]![digit(d, d.length - 1 - i)]!)]!);
  return c === 0;
}

function birthday(month: string, day: string): boolean {
  const [m, d] = [Number(month), Number(day)];
  return m >= 1 && m <= 12 && d >= 1 && d <= 31;
}

function chinese(id: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(id) || !birthday(id.slice(10, 12), id.slice(12, 14))) return false;
  return (
    '10X98765432'[weighted(id, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] === id[17]!.toUpperCase()
  );
}

function korean(d: string): boolean {
  return (
    d.length === 13 &&
    birthday(d.slice(2, 4), d.slice(4, 6)) &&
    (11 - (weighted(d, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 === digit(d, 12)
  );
}

function japanese(d: string): boolean {
  if (d.length !== 12) return false;
  const r = weighted(d, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return (r <= 1 ? 0 : 11 - r) === digit(d, 11);
}

function indonesian(d: string): boolean {
  if (d.length !== 16) return false;
  const day = Number(d.slice(6, 8));
  return (
    birthday(d.slice(8, 10), String(day > 40 ? day - 40 : day)) &&
    Number(d.slice(0, 2)) >= 11 &&
    Number(d.slice(0, 2)) <= 94
  );
}

function snils(d: string): boolean {
  if (d.length !== 11) return false;
  const sum = weighted(d, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101;
  return (sum === 100 ? 0 : sum) === Number(d.slice(9));
}

function russianInn(d: string): boolean {
  const check = (weights: readonly number[]): number => (weighted(d, weights) % 11) % 10;
  if (d.length === 12)
    return (
      check([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === digit(d, 10) &&
      check([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === digit(d, 11)
    );
  return false;
}

function french(d: string): boolean {
  return (
    d.length === 15 &&
    /^[12]/.test(d) &&
    Number(d.slice(3, 5)) >= 1 &&
    Number(d.slice(3, 5)) <= 12 &&
    97n - (BigInt(d.slice(0, 13)) % 97n) === BigInt(d.slice(13))
  );
}

function german(d: string): boolean {
  if (d.length !== 11 || d[0] === '0') return false;
  let product = 10;
  for (let i = 0; i < 10; i++) {
    const sum = (digit(d, i) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return (11 - product) % 10 === digit(d, 10);
}

function cuit(d: string): boolean {
  if (d.length !== 11 || !/^(20|23|24|25|26|27|30|33|34)/.test(d)) return false;
  return (11 - (weighted(d, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === digit(d, 10);
}

/** Identity numbers of digits alone whose checksum or inner dates leave little to chance. */
export function numericIdentity(digits: string): boolean {
  return (
    cpf(digits) ||
    cnpj(digits) ||
    thai(digits) ||
    turkish(digits) ||
    chinese(digits) ||
    korean(digits) ||
    french(digits) ||
    cuit(digits) ||
    indonesian(digits)
  );
}

/** Identity numbers whose checksum one random number in ten passes: only where a word announces one. */
export function weakNumericIdentity(digits: string): boolean {
  return (
    numericIdentity(digits) ||
    (digits.length === 12 && (verhoeff(digits) || japanese(digits) || russianInn(digits))) ||
    snils(digits) ||
    german(digits)
  );
}

const DNI = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Identity numbers with letters: Spanish DNI and NIE, Chinese with X, Mexican CURP, Indian PAN, Italian codice fiscale. */
export function letteredIdentity(text: string): boolean {
  const id = text.toUpperCase();
  const dni = /^([XYZ]?)(\d{7,8})([A-Z])$/.exec(id);
  if (dni !== null)
    return (
      DNI[Number('XYZ'.indexOf(dni[1]!) > 0 && dni[1] !== '' ? `${'XYZ'.indexOf(dni[1]!)}${dni[2]}` : dni[2]) % 23] ===
      dni[3]
    );
  if (chinese(id)) return true;
  return (
    /^[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d$/.test(id) ||
    /^[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z]$/.test(id) ||
    /^[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]$/.test(id)
  );
}
