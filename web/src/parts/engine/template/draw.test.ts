/** Templates for reports are drawn as AngularJS would, and nothing of theirs comes to life. */
import { describe, expect, it } from 'vitest';
import { drawTemplate, type TemplateData } from './draw.ts';
import { TemplateFault } from './fault.ts';

function drawn(template: string, content: unknown, more: TemplateData = {}): string {
  return drawTemplate(template, { content, success: true, ...more }).html;
}

function refused(template: string, content: unknown = {}): TemplateFault | undefined {
  try {
    drawn(template, content);
  } catch (error) {
    if (error instanceof TemplateFault) return error;
    throw error;
  }
  return undefined;
}

describe('a template for reports', () => {
  it('draws a report of an analyzer with conditions, lists, classes and filters', () => {
    const template = `
      <div class="panel" ng-class="{'malicious': 'panel-danger', 'safe': 'panel-success'}[content.level]" ng-if="success">
        <div class="panel-heading">{{ artifact.data || artifact.attachment.name | fang }}</div>
        <table ng-show="content.hits.length > 0">
          <tr ng-repeat="hit in content.hits | orderBy:'-score' | limitTo: 2 track by $index">
            <td>{{ $index + 1 }}/{{ content.hits.length }}</td><td>{{ hit.name | uppercase }}</td><td>{{ hit.score | number:1 }}</td>
          </tr>
        </table>
        <p ng-hide="content.hits">nothing</p>
      </div>
      <p ng-if="!success">failed</p>`;
    const report = {
      level: 'malicious',
      hits: [
        { name: 'low', score: 1 },
        { name: 'high', score: 9000 },
        { name: 'mid', score: 5 },
      ],
    };
    const text = drawn(template, report, { artifact: { data: 'http://evil.example' } }).replace(
      /\s*\n\s*/g,
      '',
    );
    expect(text).toBe(
      '<div class="panel panel-danger"><div class="panel-heading">hxxp://evil[.]example</div><table>' +
        '<tr><td>1/3</td><td>HIGH</td><td>9,000.0</td></tr><tr><td>2/3</td><td>MID</td><td>5.0</td></tr>' +
        '</table></div>',
    );
  });

  it.each([
    ['{{ content.a.b.c }}|{{ content.none | date }}|{{ nobody.split(",")[0] }}', '||'],
    ['{{ content.list }} {{ content.list.join(" + ") }}', '["x","y"] x + y'],
    ['{{ content["a key"] }}{{ content.list[1] }}{{ content.list[content.list.length - 1] }}', 'oneyy'],
    ['{{ content.n > 3 && content.n <= 5 ? "in" : "out" }} {{ -content.n * 2 % 3 }}', 'in -1'],
    ['{{ "a" + 1 + missing }} {{ 1 + 2 }} {{ "5" == 5 }} {{ null == missing }}', 'a1 3 true true'],
    ['{{ content.text.split("@")[1].toUpperCase().slice(0, 3) }}', 'EXA'],
    [
      '{{ content.at | date:"yyyy-MM-dd\'T\'HH:mm":"UTC" }} {{ content.at | amDateFormat:"YYYY" }}',
      '2026-11-26T08:30 2026',
    ],
    [
      '{{ content.text | ellipsis:3 }} {{ content.text | limitTo:-2 }} {{ content.list | json }}',
      'bob… le [\n  "x",\n  "y"\n]',
    ],
    ['<p ng-init="most = 1; rest = content.list.length - most">{{ most }} {{ rest }}</p>', '<p>1 1</p>'],
    [
      '<p ng-if="content.n" ng-init="content.most = 1; own.deep.er = 2"><i ng-repeat="x in content.list | limitTo: content.most">{{ x }}</i>{{ own.deep.er }}</p>{{ content.most }}{{ content.n }}',
      '<p><i>x</i>2</p>15',
    ],
    ['{{ content.list[1] = 9 }}{{ content.list.join("") }}', '9x9'],
    ['<i ng-repeat="(k, v) in content.map">{{k}}={{v}}{{$last ? "." : ","}}</i>', '<i>a=1,</i><i>b=2.</i>'],
    [
      '<b ng-repeat-start="x in content.list">{{x}}</b><i ng-repeat-end>!</i>',
      '<b>x</b><i>!</i><b>y</b><i>!</i>',
    ],
    ['<b ng-if-start="content.none">1</b><i ng-if-end>2</i><u>3</u>', '<u>3</u>'],
    [
      '<div ng-switch="content.n"><b ng-switch-when="4">four</b><b ng-switch-when="5">five</b><b ng-switch-default>other</b></div>',
      '<div><b>five</b></div>',
    ],
    [
      '<span ng-bind="content.text"></span><ng-pluralize count="1" when="{one: \'one hit\', other: \'{} hits\'}"></ng-pluralize>',
      '<span>bob@example</span>one hit',
    ],
    [
      '<uib-tab heading="{{content.n}} hits"><p>in</p></uib-tab>',
      '<section><h4>5 hits</h4><p>in</p></section>',
    ],
    ['{{ (content.list | filter: "x").length }}{{ ::content.n }}', '15'],
  ])('works %s out', (template, expected) => {
    const content = {
      list: ['x', 'y'],
      'a key': 'one',
      n: 5,
      text: 'bob@example',
      at: Date.UTC(2026, 10, 26, 8, 30),
      map: { a: 1, b: 2 },
    };
    expect(drawn(template, content)).toBe(
      expected.replaceAll('"', template.includes('json') || template.includes('join') ? '&quot;' : '"'),
    );
  });

  it.each([
    [
      'a part that a click would open',
      `<h5 ng-click="open = !open">Details <i ng-if="!open">[+]</i><i ng-if="open">[-]</i></h5><div ng-show="open"><p>{{ content.n }}</p></div>`,
      '<h5>Details <i>[+]</i></h5><details><summary>Details</summary><div><p>5</p></div></details>',
    ],
    [
      'tabs that clicks would choose',
      `<button ng-click="tab = 'one'">First {{ content.n }}</button><button ng-click="tab = 'two'">Second</button><div ng-if="tab === 'one'">1</div><div ng-if="tab === 'two'">2</div>`,
      '<details><summary>First 5</summary><div>1</div></details><details><summary>Second</summary><div>2</div></details>',
    ],
    [
      'parts of a list of their own',
      `<div ng-repeat="x in content.list"><b ng-click="isOpen[$index] = !isOpen[$index]">{{ x }}</b><p ng-if="isOpen[$index]">in {{ x }}</p></div>`,
      '<div><b>x</b><details><summary>x</summary><p>in x</p></details></div><div><b>y</b><details><summary>y</summary><p>in y</p></details></div>',
    ],
    [
      'a list that a click would lengthen',
      `<p ng-init="most = 1"><i ng-repeat="x in content.list | limitTo: most">{{ x }}</i><b ng-click="most = content.list.length">all</b></p>`,
      '<p><i>x</i><i>y</i><b>all</b></p>',
    ],
    [
      'a list of the report that a click would lengthen',
      `<p ng-init="content.most = 1"><a ng-if="content.most == 1" ng-click="content.most = content.list.length">View all</a><i ng-repeat="x in content.list | limitTo:content.most">{{ x }}</i></p>{{ content.most }}`,
      '<p><span class="link">View all</span><i>x</i><i>y</i></p>1',
    ],
    [
      'rows as they are',
      `<table><tr ng-click="all = true"><td>more</td></tr><tr ng-if="all"><td>row</td></tr></table>`,
      '<table><tr><td>more</td></tr><tr><td>row</td></tr></table>',
    ],
    [
      'nothing that no click would show',
      `<b ng-click="a = 1">go</b><b ng-click="f(a)">call</b><b ng-click="a.b = content.x(1)">no</b><div ng-if="a === 2">never</div>`,
      '<b>go</b><b>call</b><b>no</b>',
    ],
  ])('draws %s, folded', (_, template, expected) => {
    expect(drawn(template, { n: 5, list: ['x', 'y'] })).toBe(expected);
  });

  it('leaves the report that it draws as it is', () => {
    const report = { n: 1, list: [1, 2] };
    drawn('<p ng-init="content.n = 2; content.list[0] = 5; content.new = 3"></p>', report);
    expect(report).toEqual({ n: 1, list: [1, 2] });
  });

  it('shortens a list that a click would make too long to draw', () => {
    const list = Array.from({ length: 2_000 }, (_, place) => place);
    const template = `<p ng-init="most = 1"><i ng-repeat="x in content.list | limitTo: most">{{ x }}</i><b ng-click="most = 5000">all</b></p>`;
    expect(drawn(template, { list })).toBe('<p><i>0</i><b>all</b></p>');
  });

  it('turns looks into classes and leaves out what could fetch', () => {
    const { html, css } = drawTemplate(
      `<td style="color: red; background: url(http://a.example); position:fixed" ng-style="{width: content.part + '%'}">x</td>
       <td style="background-color: expression(1); color: var(--x)">y</td>`,
      { content: { part: 40 } },
    );
    expect(html).toContain('<td class="look-0">x</td>');
    expect(html).toContain('<td>y</td>');
    expect(css).toBe('.look-0{color:red;width:40%}');
  });

  it.each([
    '<script>alert(1)</script>',
    '<SCRIPT src="https://a.example/x.js"></SCRIPT>',
    '<iframe srcdoc="<script>1</script>"></iframe>',
    '<svg onload="alert(1)"><a href="javascript:1">x</a></svg>',
    '<style>@import url(https://a.example)</style><link rel="stylesheet" href="https://a.example">',
    '<object data="x"></object><embed src="x"><base href="https://a.example"><meta http-equiv="refresh" content="0">',
    '<button onclick="alert(1)">x</button><input autofocus onfocus="alert(1)"><textarea>x</textarea>',
    '<template><img src=x onerror=alert(1)></template><math><mi>x</mi></math>',
  ])('draws nothing of %s', (template) => {
    expect(drawn(template, {})).toBe('');
  });

  it('keeps the words of links, forms and unknown elements without what they do', () => {
    expect(drawn('<a href="javascript:alert(1)" onclick="x()" id="a" name="b">go</a>', {})).toBe(
      '<span class="link" title="javascript:alert(1)">go</span>',
    );
    expect(drawn('<form action="https://a.example" ><p onmouseover="x()" id="root">in</p></form>', {})).toBe(
      '<p>in</p>',
    );
    expect(
      drawn(
        '<img src="https://a.example/x.png" onerror="x()"><img ng-src="data:image/svg+xml;base64,AA==">',
        {},
      ),
    ).toBe('<img><img>');
    expect(drawn('<img ng-src="data:image/png;base64,{{content.p}}">', { p: 'AAAA' })).toBe(
      '<img src="data:image/png;base64,AAAA">',
    );
  });

  it('shows what a report holds as text, also markup and placeholders', () => {
    expect(
      drawn('<p title="{{content.x}}">{{ content.x }}</p>', {
        x: '"><img src=x onerror=alert(1)>{{ 1 + 1 }}',
      }),
    ).toBe(
      '<p title="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;{{ 1 + 1 }}">&quot;&gt;&lt;img src=x onerror=alert(1)&gt;{{ 1 + 1 }}</p>',
    );
  });

  it.each([
    '{{ content.constructor }}{{ content.__proto__ }}{{ "".constructor.constructor }}{{ content.list.map }}',
    '{{ window }}{{ document.cookie }}{{ this }}{{ globalThis.location }}{{ Object.keys(content) }}',
    '{{ content["__pro" + "to__"] }}{{ content.list["constr" + "uctor"] }}{{ $eval }}',
  ])('reaches data only: %s', (template) => {
    expect(drawn(template, { list: [] })).toBe('');
  });

  it.each([
    ['{{ content. }}', 'wrongExpression', 'content.'],
    ['{{ a b }}', 'wrongExpression', 'a b'],
    ['<p ng-repeat="x of y">1</p>', 'wrongExpression', 'x of y'],
    ['{{ 1 = 2 }}', 'wrongExpression', '1 = 2'],
    ['{{ f(1) = 2 }}', 'wrongExpression', 'f(1) = 2'],
    ['{{ a.b() = 2 }}', 'wrongExpression', 'a.b() = 2'],
    [`{{ ${'('.repeat(60)}1${')'.repeat(60)} }}`, 'wrongExpression', `${'('.repeat(60)}1${')'.repeat(60)}`],
    ['{{ 1 | sanitize }}', 'unknownFilter', 'sanitize'],
    ['{{ 1 | constructor }}', 'unknownFilter', 'constructor'],
    ['{{ "a".constructor("alert(1)") }}', 'unknownMethod', 'constructor'],
    ['{{ "a".repeat(99999999) }}', 'unknownMethod', 'repeat'],
    ['{{ f() }}', 'wrongExpression', 'f()'],
  ])('is refused with the place of the mistake: %s', (template, code, detail) => {
    expect(refused(template)).toMatchObject({ code, detail });
  });

  it.each([
    '<p ng-repeat="a in content"><i ng-repeat="b in content"><script ng-repeat="c in content"></script></i></p>',
    '<b ng-repeat="a in content"></b>'.repeat(60),
    `<p ng-init="x = 'xxxxxxxxxxxxxxxx'">${'<p ng-init="x = x + x">'.repeat(40)}{{ x }}`,
    '<div>'.repeat(5_000),
  ])('ends when it draws too much', (template) => {
    expect(
      refused(
        template,
        Array.from({ length: 400 }, (_, place) => place),
      ),
    ).toMatchObject({ code: 'tooLarge' });
  });
});
