/** The part of mailauth used here, which ships without types: its reader of Received headers. */
declare module 'mailauth/lib/parse-received.js' {
  /** A clause of the header: "from", "by", "with" … and the remark behind it. */
  interface ReceivedClause {
    readonly value: string;
    readonly comment?: string;
  }

  interface Received {
    readonly from?: ReceivedClause;
    readonly by?: ReceivedClause;
    readonly with?: ReceivedClause;
    /** The date as written. */
    readonly timestamp?: string;
  }

  const reader: {
    /** Reads a whole line, name included; false when it has no colon. */
    readonly parseReceived: (line: string) => Received | false;
    /** The address the connection came from, false when the clause names none. */
    readonly getClientAddress: (from: ReceivedClause | undefined) => string | false;
  };
  export default reader;
}
