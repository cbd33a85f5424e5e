/** Whether tests that kill try everything they know; otherwise each run takes some of it by chance, so that all tests stay within minutes. */
export const everyFault = process.env.SKEP_TEST_FAULTS === 'all';
