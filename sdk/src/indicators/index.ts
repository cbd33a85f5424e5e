/** Indicators in text: recognising, extracting, comparing, and writing them so that nobody clicks on them. Pure; also for browsers. */
export { addressReach } from './address.ts';
export { type DataType, dataTypes } from './data-type.ts';
export { detectDataType } from './detect.ts';
export { defangText, type ExtractOptions, extractIndicators, type Indicator } from './extract.ts';
export { defang, refang } from './fanging.ts';
export { controlledDomain, type HostKind, hostKind } from './host.ts';
export { type IndicatorLine, type LineRefusal, parseIndicatorLines } from './lines.ts';
export { normalise } from './normalise.ts';
export { type OrdinaryReason, ordinaryReason, ordinaryReasons } from './ordinary.ts';
export { isReachable } from './reachable.ts';
