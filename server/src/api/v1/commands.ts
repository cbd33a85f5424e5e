/** Every command that v1 offers, by name. A command that is not here has no route. */

import { createAlert } from '../../commands/alert/create-alert.ts';
import { createAlerts } from '../../commands/alert/create-alerts.ts';
import { importAlert } from '../../commands/alert/import-alert.ts';
import { mergeAlerts } from '../../commands/alert/merge-alerts.ts';
import { unlinkAlert, unmergeAlert } from '../../commands/alert/unlink-alert.ts';
import { updateAlerts } from '../../commands/alert/update-alerts.ts';
import { importCase } from '../../commands/archive/import-case.ts';
import * as files from '../../commands/archive/organisation-files.ts';
import { applyCaseTemplate } from '../../commands/case/apply-case-template.ts';
import { setCaseAccess } from '../../commands/case/case-access.ts';
import * as caseLinks from '../../commands/case/case-links.ts';
import { changeCaseOwner } from '../../commands/case/case-owner.ts';
import * as caseReports from '../../commands/case/case-report-commands.ts';
import * as templates from '../../commands/case/case-template-commands.ts';
import { createCase } from '../../commands/case/create-case.ts';
import { createCustomEvent, updateCustomEvent } from '../../commands/case/custom-event-commands.ts';
import { mergeCases } from '../../commands/case/merge-cases.ts';
import { createProcedure, createProcedures, updateProcedure } from '../../commands/case/procedures.ts';
import * as shares from '../../commands/case/share-commands.ts';
import { updateCases } from '../../commands/case/update-cases.ts';
import * as deletions from '../../commands/frame/delete-objects.ts';
import { restoreObject } from '../../commands/frame/restore-object.ts';
import * as dashboards from '../../commands/knowledge/dashboard-commands.ts';
import { importPatterns } from '../../commands/knowledge/import-patterns.ts';
import { importTaxonomies } from '../../commands/knowledge/import-taxonomies.ts';
import * as pages from '../../commands/knowledge/page-commands.ts';
import * as pageTemplates from '../../commands/knowledge/page-template-commands.ts';
import * as patterns from '../../commands/knowledge/pattern-commands.ts';
import * as reportTemplates from '../../commands/knowledge/report-template-commands.ts';
import * as taxonomies from '../../commands/knowledge/taxonomies.ts';
import { joinObservablesOfCase } from '../../commands/observable/join-observables.ts';
import { createObservables, updateObservables } from '../../commands/observable/observable-commands.ts';
import { createObservablesFromLines } from '../../commands/observable/observable-lines.ts';
import { changePreferences, noteVisit } from '../../commands/own/own-account.ts';
import { endPresence, notePresence } from '../../commands/own/presence.ts';
import { setUserSetting } from '../../commands/own/user-settings.ts';
import * as workspace from '../../commands/own/workspace-commands.ts';
import * as analyzerTemplates from '../../commands/run/analyzer-templates.ts';
import * as automation from '../../commands/run/automation-rule-commands.ts';
import * as cortexServers from '../../commands/run/cortex-server-commands.ts';
import { importJobArtifacts } from '../../commands/run/import-artifacts.ts';
import { disableNeuron } from '../../commands/run/neuron-commands.ts';
import { cancelRun, requestActions, requestJobs } from '../../commands/run/run-commands.ts';
import { setUserOrganisations } from '../../commands/settings/memberships.ts';
import * as organisations from '../../commands/settings/organisation-commands.ts';
import * as people from '../../commands/settings/people-commands.ts';
import * as reference from '../../commands/settings/reference-commands.ts';
import { deleteTag, updateTag } from '../../commands/settings/tag-commands.ts';
import * as webhooks from '../../commands/settings/webhook-commands.ts';
import { createComment, createLog, updateComment, updateLog } from '../../commands/task/log-commands.ts';
import { markAllMentions, markMention } from '../../commands/task/mentions.ts';
import { createTask, requireTaskAction } from '../../commands/task/task-commands.ts';
import { updateTasks } from '../../commands/task/update-tasks.ts';
import * as attachments from '../../commands/value/attachments.ts';
import { removeCustomFieldValue } from '../../commands/value/remove-custom-field-value.ts';
import { definitionFaults } from './report/definition.ts';

/** Commands by name. */
export const commands = {
  createAlert,
  createAlerts,
  updateAlerts,
  importAlert,
  mergeAlerts,
  unlinkAlert,
  unmergeAlert,
  createCase,
  updateCases,
  mergeCases,
  deleteAlerts: deletions.deleteAlerts,
  deleteCase: deletions.deleteCase,
  deleteTask: deletions.deleteTask,
  deleteLog: deletions.deleteLog,
  deleteComment: deletions.deleteComment,
  deleteObservable: deletions.deleteObservable,
  restoreObject,
  createTask,
  updateTasks,
  requireTaskAction,
  createLog,
  updateLog,
  createComment,
  updateComment,
  createObservables,
  joinObservablesOfCase,
  createObservablesFromLines,
  updateObservables,
  addCaseAttachments: attachments.addCaseAttachments,
  addAlertAttachments: attachments.addAlertAttachments,
  addLogAttachments: attachments.addLogAttachments,
  removeCaseAttachment: attachments.removeCaseAttachment,
  markCaseAttachment: attachments.markCaseAttachment,
  removeAlertAttachment: attachments.removeAlertAttachment,
  removeLogAttachment: attachments.removeLogAttachment,
  setCaseAccess,
  changeCaseOwner,
  importCase,
  addCaseLink: caseLinks.addCaseLink,
  removeCaseLink: caseLinks.removeCaseLink,
  addExternalLink: caseLinks.addExternalLink,
  removeExternalLink: caseLinks.removeExternalLink,
  createCaseReportTemplate: reportTemplates.createReportTemplate(definitionFaults),
  updateCaseReportTemplate: reportTemplates.updateReportTemplate(definitionFaults),
  deleteCaseReportTemplate: reportTemplates.deleteReportTemplate,
  addCaseReportImages: reportTemplates.addReportImages,
  removeCaseReportImage: reportTemplates.removeReportImage,
  addCaseReport: caseReports.addCaseReport,
  replaceCaseReport: caseReports.replaceCaseReport,
  deleteCaseReport: deletions.deleteCaseReport,
  shareCase: shares.shareCase,
  setCaseShares: shares.setCaseShares,
  unshareCase: shares.unshareCase,
  updateShare: shares.updateShare,
  removeShares: shares.removeShares,
  shareTask: shares.shareTask,
  unshareTask: shares.unshareTask,
  shareObservable: shares.shareObservable,
  unshareObservable: shares.unshareObservable,
  createCaseTemplate: templates.createCaseTemplate,
  updateCaseTemplate: templates.updateCaseTemplate,
  deleteCaseTemplate: templates.deleteCaseTemplate,
  applyCaseTemplate,
  createCustomField: reference.createCustomField,
  updateCustomField: reference.updateCustomField,
  deleteCustomField: reference.deleteCustomField,
  removeCustomFieldValue,
  createCaseStatus: reference.createCaseStatus,
  updateCaseStatus: reference.updateCaseStatus,
  deleteCaseStatus: reference.deleteCaseStatus,
  createAlertStatus: reference.createAlertStatus,
  updateAlertStatus: reference.updateAlertStatus,
  deleteAlertStatus: reference.deleteAlertStatus,
  createObservableType: reference.createObservableType,
  updateObservableType: reference.updateObservableType,
  deleteObservableType: reference.deleteObservableType,
  createProfile: reference.createProfile,
  updateProfile: reference.updateProfile,
  deleteProfile: reference.deleteProfile,
  updateTag,
  deleteTag,
  createOrganisation: organisations.createOrganisation,
  updateOrganisation: organisations.updateOrganisation,
  linkOrganisations: organisations.linkOrganisations,
  setOrganisationLinks: organisations.setOrganisationLinks,
  unlinkOrganisations: organisations.unlinkOrganisations,
  createUser: people.createUser,
  updateUser: people.updateUser,
  lockUser: people.lockUser,
  removeUser: people.removeUser,
  setUserOrganisations,
  setUserLogin: people.setUserLogin,
  createCasePage: pages.createCasePage,
  updateCasePage: pages.updateCasePage,
  deleteCasePage: pages.deleteCasePage,
  createKnowledgePage: pages.createKnowledgePage,
  updateKnowledgePage: pages.updateKnowledgePage,
  deleteKnowledgePage: pages.deleteKnowledgePage,
  createPageTemplate: pageTemplates.createPageTemplate,
  updatePageTemplate: pageTemplates.updatePageTemplate,
  deletePageTemplate: pageTemplates.deletePageTemplate,
  linkPageTemplates: pageTemplates.linkPageTemplates,
  createCortexServer: cortexServers.createCortexServer,
  createAutomationRule: automation.createAutomationRule,
  updateAutomationRule: automation.updateAutomationRule,
  deleteAutomationRule: automation.deleteAutomationRule,
  previewAutomationRule: automation.previewAutomationRule,
  deleteWebhook: webhooks.deleteWebhook,
  readWebhookStates: webhooks.readWebhookStates,
  replayDeliveries: webhooks.replayDeliveries,
  createCustomEvent,
  updateCustomEvent,
  deleteCustomEvent: deletions.deleteCustomEvent,
  createDashboard: dashboards.createDashboard,
  updateDashboard: dashboards.updateDashboard,
  deleteDashboard: dashboards.deleteDashboard,
  giveDashboard: dashboards.giveDashboard,
  setUserSetting,
  addOrganisationFiles: files.addOrganisationFiles,
  addOwnFiles: files.addOwnFiles,
  removeOrganisationFile: files.removeOrganisationFile,
  createView: workspace.createView,
  updateView: workspace.updateView,
  deleteView: workspace.deleteView,
  saveDraft: workspace.saveDraft,
  deleteDraft: workspace.deleteDraft,
  notePresence,
  endPresence,
  noteVisit,
  changePreferences,
  markMention,
  markAllMentions,
  requestJobs,
  requestActions,
  cancelRun,
  importJobArtifacts,
  disableNeuron,
  createProcedure,
  createProcedures,
  updateProcedure,
  deleteProcedures: deletions.deleteProcedures,
  createCatalog: patterns.createCatalog,
  updateCatalog: patterns.updateCatalog,
  deleteCatalog: patterns.deleteCatalog,
  deletePattern: patterns.deletePattern,
  importPatterns,
  saveTaxonomy: taxonomies.saveTaxonomy,
  importTaxonomies,
  activateTaxonomy: taxonomies.activateTaxonomy,
  deactivateTaxonomy: taxonomies.deactivateTaxonomy,
  deleteTaxonomy: taxonomies.deleteTaxonomy,
  createAnalyzerTemplate: analyzerTemplates.createAnalyzerTemplate,
  updateAnalyzerTemplate: analyzerTemplates.updateAnalyzerTemplate,
  deleteAnalyzerTemplate: analyzerTemplates.deleteAnalyzerTemplate,
  importAnalyzerTemplates: analyzerTemplates.importAnalyzerTemplates,
} as const;
