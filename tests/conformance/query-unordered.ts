/** Fields that can be looked for but neither sorted nor counted by, with the reason. Whoever makes one of them possible removes it here. */

const words = (text: string): readonly string[] => text.split(' ');

type Reasons = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** By reason and list: fields that lists are not sorted by. */
const unsorted: Reasons = {
  'a long text has no order anybody reads': {
    Case: words('description summary'),
    Alert: words('description summary'),
    Observable: ['message'],
    Task: ['description'],
    Log: ['message'],
    CaseTemplate: words('description summary'),
    CustomField: ['description'],
    Dashboard: ['description'],
    Organisation: ['description'],
    Pattern: words('description detection'),
    Procedure: ['description'],
    Tag: ['description'],
    Taxonomy: ['description'],
    AnalyzerTemplate: ['content'],
    Page: ['content'],
    Comment: ['message'],
    CaseStatus: ['description'],
    AlertStatus: ['description'],
  },
  'several values have no order': {
    Case: words('tags patternId viewingOrganisation'),
    Alert: ['tags'],
    Observable: words('tags attachment.hashes'),
    Log: words('attachment.name attachment.hashes attachment.size attachment.contentType attachment.id'),
    CaseTemplate: ['tags'],
    Pattern: words('tactics dataSources defenseBypassed permissionsRequired platforms systemRequirements'),
    Profile: ['permissions'],
    Attachment: ['hashes'],
  },
  'it is a value with an order of its own inside': {
    Audit: ['details'],
    CustomField: ['options'],
    Dashboard: ['definition'],
  },
  'it is looked up for each row, so no index could serve the order': {
    Case: words('owningOrganisation actionRequired'),
    Share: words('organisationName profileName caseNumber'),
    User: ['profile'],
  },
  'it is the same for all': { Job: ['cortexId'], Action: ['cortexId'] },
};

/** By reason and list: fields that objects are not counted by. */
const uncounted: Reasons = {
  'a long text makes no groups': {
    ...unsorted['a long text has no order anybody reads'],
  },
  'it is a value with many parts': {
    ...unsorted['it is a value with an order of its own inside'],
  },
  'it is another one in nearly every object, so that groups would say nothing': {
    Case: words('_id number title'),
    Alert: words('_id sourceRef externalLink title'),
    Observable: words('_id attachment.hashes'),
    Task: words('_id title order'),
    Log: words('_id attachment.name attachment.hashes attachment.size attachment.contentType attachment.id'),
    Audit: ['requestId'],
    Pattern: words('url capecUrl'),
    Taxonomy: ['version'],
    User: ['login'],
    Attachment: ['hashes'],
    Page: ['order'],
    CaseStatus: ['order'],
    AlertStatus: ['order'],
  },
  'it is the same for all': { Job: ['cortexId'], Action: ['cortexId'] },
};

const of = (reasons: Reasons, word: string): readonly string[] =>
  Object.values(reasons).flatMap((lists) => lists[word] ?? []);

/** Fields of a list that it is not sorted by. */
export const unsortedFields = (word: string): readonly string[] => of(unsorted, word);

/** Fields of a list that its objects are not counted by. */
export const uncountedFields = (word: string): readonly string[] => of(uncounted, word);
