/** Tells file names from domain names: several file extensions are also top-level domains. */

/** Extensions of files that matter to an investigation and are no top-level domain. */
export const fileExtensions: ReadonlySet<string> = new Set(
  (
    'exe dll sys scr cpl msi msix msp ocx drv js jse vbs vbe wsf wsh hta ps1 psm1 psd1 bat cmd reg inf lnk url iso img vhd vhdx ' +
    'doc docx docm dotm dotx xls xlsx xlsm xlsb xlam xltm xll ppt pptx pptm ppam onepkg rtf pdf csv odt ods odp ' +
    'rar 7z gz tar tgz bz2 xz arj ace jar war apk ipa dmg pkg deb rpm elf bin dat tmp log txt ini cfg conf ' +
    'eml msg ics vcf htm html xhtml mht mhtml shtml svg xml json yaml yml php asp aspx jsp cgi ' +
    'jpg jpeg png gif bmp tif tiff ico webp mp3 mp4 wav avi mkv vb vba cs cpp class swf chm rdp settingcontent-ms library-ms search-ms'
  ).split(' '),
);

/** Extensions that are top-level domains but, after one plain name, nearly always files. */
const mostlyFiles = new Set(['zip', 'mov', 'cab', 'java']);

/** Extensions that are also countries: a file only under one of the usual names. */
const countryExtensions = new Set(['md', 'py', 'sh', 'pl', 'rs', 'so', 'ps']);
const usualNames = new Set(
  'readme changelog license contributing security index main setup install build run test init app config script utils start stop deploy'.split(
    ' ',
  ),
);

/** Whether a name without blanks or separators reads as a file name rather than as a host name. */
export function looksLikeFileName(value: string): boolean {
  const end = value.lastIndexOf('.');
  if (end <= 0 || /[\s/\\?*"<>|]/.test(value) || value.length > 255) return false;
  const extension = value.slice(end + 1).toLowerCase();
  const name = value.slice(0, end);
  if (fileExtensions.has(extension)) return true;
  if (name.includes('.')) return false;
  return (
    mostlyFiles.has(extension) || (countryExtensions.has(extension) && usualNames.has(name.toLowerCase()))
  );
}
