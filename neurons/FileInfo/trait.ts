/** Something worth knowing about a file. */
export interface Trait {
  code: string;
  /** Suspicious ones decide the level of the report; notable ones only inform. */
  weight: 'notable' | 'suspicious';
  sentence: string;
}

/** A suspicious trait, when it is present. */
export function suspicious(code: string, present: boolean, sentence: string): Trait[] {
  return present ? [{ code, weight: 'suspicious', sentence }] : [];
}

/** A notable trait, when it is present. */
export function notable(code: string, present: boolean, sentence: string): Trait[] {
  return present ? [{ code, weight: 'notable', sentence }] : [];
}
