/** Every command that v1 offers, by name. A command that is not here has no route. */
import * as analyzerTemplates from '../../commands/analyzer-templates.ts';
import { applyCaseTemplate } from '../../commands/apply-case-template.ts';
import * as attachments from '../../commands/attachments.ts';
import * as automation from '../../commands/automation-rule-commands.ts';
import { setCaseAccess } from '../../commands/case-access.ts';
import * as caseLinks from '../../commands/case-links.ts';
import { changeCaseOwner } from '../../commands/case-owner.ts';
import * as caseReports from '../../commands/case-report-commands.ts';
import * as templates from '../../commands/case-template-commands.ts';
import * as cortexServers from '../../commands/cortex-server-commands.ts';
import { createAlert } from '../../commands/create-alert.ts';
import { createAlerts } from '../../commands/create-alerts.ts';
import { createCase } from '../../commands/create-case.ts';
import { createCustomEvent, updateCustomEvent } from '../../commands/custom-event-commands.ts';
import * as dashboards from '../../commands/dashboard-commands.ts';
import * as deletions from '../../commands/delete-objects.ts';
import { importAlert } from '../../commands/import-alert.ts';
import { importJobArtifacts } from '../../commands/import-artifacts.ts';
import { importCase } from '../../commands/import-case.ts';
import { importPatterns } from '../../commands/import-patterns.ts';
import { importTaxonomies } from '../../commands/import-taxonomies.ts';
import { joinObservablesOfCase } from '../../commands/join-observables.ts';
import { createComment, createLog, updateComment, updateLog } from '../../commands/log-commands.ts';
import { setUserOrganisations } from '../../commands/memberships.ts';
import { markAllMentions, markMention } from '../../commands/mentions.ts';
import { mergeAlerts } from '../../commands/merge-alerts.ts';
import { mergeCases } from '../../commands/merge-cases.ts';
import { disableNeuron } from '../../commands/neuron-commands.ts';
import { createObservables, updateObservables } from '../../commands/observable-commands.ts';
import { createObservablesFromLines } from '../../commands/observable-lines.ts';
import * as organisations from '../../commands/organisation-commands.ts';
import * as files from '../../commands/organisation-files.ts';
import { changePreferences, noteVisit } from '../../commands/own-account.ts';
import * as pages from '../../commands/page-commands.ts';
import * as pageTemplates from '../../commands/page-template-commands.ts';
import * as patterns from '../../commands/pattern-commands.ts';
import * as people from '../../commands/people-commands.ts';
import { endPresence, notePresence } from '../../commands/presence.ts';
import { createProcedure, createProcedures, updateProcedure } from '../../commands/procedures.ts';
import * as reference from '../../commands/reference-commands.ts';
import { removeCustomFieldValue } from '../../commands/remove-custom-field-value.ts';
import * as reportTemplates from '../../commands/report-template-commands.ts';
import { restoreObject } from '../../commands/restore-object.ts';
import { cancelRun, requestActions, requestJobs } from '../../commands/run-commands.ts';
import * as shares from '../../commands/share-commands.ts';
import { deleteTag, updateTag } from '../../commands/tag-commands.ts';
import { createTask, requireTaskAction } from '../../commands/task-commands.ts';
import * as taxonomies from '../../commands/taxonomies.ts';
import { unlinkAlert, unmergeAlert } from '../../commands/unlink-alert.ts';
import { updateAlerts } from '../../commands/update-alerts.ts';
import { updateCases } from '../../commands/update-cases.ts';
import { updateTasks } from '../../commands/update-tasks.ts';
import { setUserSetting } from '../../commands/user-settings.ts';
import * as webhooks from '../../commands/webhook-commands.ts';
import * as workspace from '../../commands/workspace-commands.ts';
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
