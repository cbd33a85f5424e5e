/** Runs of analyzers and responders, and those themselves, as v0 shows them. */
import { parsedJson } from '../../lib/json-text.ts';
import type { Actor } from '../../model/actor.ts';
import { engineName } from '../../model/engine-name.ts';
import { idToWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { ReadObject } from '../../query/stage.ts';
import type { KnownNeuron } from '../http/neuron-facts.ts';
import { isReadObject } from '../http/read-object.ts';
import { actionObjects } from './action-objects.ts';
import { renderArtifact } from './render.ts';

/** What each run has: as of one of a Cortex, whose list of operations is a text. */
function runParts({ values }: ReadObject, type: string): RawObject {
  const id = idToWire(String(values.id));
  return {
    _id: id,
    id,
    _type: type,
    status: values.status,
    startDate: values.startDate,
    ...(typeof values.endDate === 'number' ? { endDate: values.endDate } : {}),
    cortexId: engineName,
    cortexJobId: String(values.id),
    operations: JSON.stringify(Array.isArray(values.operations) ? values.operations : []),
  };
}

/** A job. `artifacts`: what it found; `parents`: its observable is shown with its case. */
export function renderJob(
  job: ReadObject,
  artifacts: readonly RawObject[],
  { viewer, parents }: { readonly viewer: Actor; readonly parents: boolean },
): RawObject {
  const { values, extraData } = job;
  const { observable } = extraData;
  return {
    ...runParts(job, 'case_artifact_job'),
    analyzerId: idToWire(String(values.neuronId)),
    analyzerName: values.neuronName,
    analyzerDefinition: values.neuronDefinition,
    ...reportOf(job, artifacts),
    ...(parents && isReadObject(observable) ? { case_artifact: renderArtifact(observable, viewer) } : {}),
  };
}

/** The report of a job that has ended. */
function reportOf({ values, extraData }: ReadObject, artifacts: readonly RawObject[]): RawObject {
  const given = parsedJson(extraData.report);
  const report = isRawObject(given) ? given : {};
  switch (values.status) {
    case 'Success':
      return {
        report: { success: true, summary: report.summary ?? {}, full: report.full ?? {}, artifacts },
      };
    case 'Failure':
      return {
        report: {
          success: false,
          errorMessage: values.errorMessage ?? '',
          ...(typeof report.input === 'string' ? { input: report.input } : {}),
        },
      };
    default:
      return {};
  }
}

/** An action. */
export function renderAction(action: ReadObject): RawObject {
  const { values, extraData } = action;
  return {
    ...runParts(action, 'action'),
    responderId: idToWire(String(values.neuronId)),
    responderName: values.neuronName,
    responderDefinition: values.neuronDefinition,
    objectType: new Map(Object.entries(actionObjects)).get(String(values.objectType)) ?? values.objectType,
    objectId: idToWire(String(values.objectId)),
    report: JSON.stringify(parsedJson(extraData.report) ?? {}),
  };
}

/** An analyzer or responder; one whose definition the catalogue has lost has no version. */
export function renderWorker({ values }: ReadObject, facts: KnownNeuron | undefined): RawObject {
  return {
    id: idToWire(String(values.id)),
    name: values.name,
    version: facts?.version ?? '',
    description: facts?.description ?? '',
    dataTypeList: values.dataTypes ?? [],
    cortexIds: [values.cortexId],
  };
}

/** A template for the reports of an analyzer. */
export function renderAnalyzerTemplate({ values }: ReadObject): RawObject {
  const { analyzerId, content } = values;
  return { id: idToWire(String(values.id)), analyzerId, content };
}
