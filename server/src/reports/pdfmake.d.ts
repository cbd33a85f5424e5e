/** The part of pdfmake that reports use; the package brings no types of its own. */
declare module 'pdfmake' {
  /** Something on a page; the keys are those of pdfmake's documents. */
  export type Content = Readonly<Record<string, unknown>>;

  /** A document. */
  export interface DocumentDefinition {
    readonly info?: Readonly<Record<string, string>>;
    readonly language?: string;
    readonly pageSize?: string;
    readonly pageMargins?: readonly number[];
    readonly defaultStyle?: Content;
    readonly header?: Content;
    readonly footer?: (page: number, pages: number) => Content;
    readonly content: readonly Content[];
  }

  interface PdfMake {
    /** Files of fonts by family and style. */
    setFonts(fonts: Readonly<Record<string, Readonly<Record<string, string>>>>): void;
    setUrlAccessPolicy(allows: (address: string) => boolean): void;
    setLocalAccessPolicy(allows: (path: string) => boolean): void;
    createPdf(document: DocumentDefinition): { getBuffer(): Promise<Uint8Array> };
  }

  const pdfmake: PdfMake;
  export default pdfmake;
}
