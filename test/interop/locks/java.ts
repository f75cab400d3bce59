/** Manifests of Maven, and lock files of Gradle. */
import { type Fixtures, lines, variable } from './files.ts'

const dependency = (artifact: string, ...more: readonly string[]) =>
  `<dependency><groupId>a.b</groupId><artifactId>${artifact}</artifactId>${more.join('')}</dependency>`
const pom = (...parts: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<project xmlns="http://maven.apache.org/POM/4.0.0">\n<modelVersion>4.0.0</modelVersion>\n${parts.join('\n')}\n</project>\n`
const dependencies = (...all: readonly string[]) => `<dependencies>${all.join('')}</dependencies>`
const managed = (...all: readonly string[]) => `<dependencyManagement>${dependencies(...all)}</dependencyManagement>`
const v = (version: string) => `<version>${version}</version>`
const PARENT = '<groupId>p.q</groupId><artifactId>parent</artifactId><version>1.0</version>'

export const JAVA: Fixtures = {
  Maven: {
    'pom.xml': pom(
      '<groupId>x</groupId><artifactId>y</artifactId><version>7.0</version>',
      `<properties><two>2.0</two><three>${variable('more')}</three><more>3.0</more><self>${variable('self')}</self></properties>`,
      managed(
        dependency('managed', v('4.0')),
        dependency('typed', v('4.1'), '<type>pom</type>'),
        dependency('unused', v('4.2')),
      ),
      dependencies(
        dependency('one', v('1.0')),
        dependency('two', v(` ${variable('two')} `)),
        dependency('three', v(variable('three'))),
        dependency('own', v(variable('project.version'))),
        dependency('old', v(`${variable('pom.version')}-${variable('version')}`)),
        dependency('managed'),
        dependency('typed'),
        dependency('unknown', v(variable('nobody'))),
        dependency('circle', v(variable('self'))),
        dependency('range', v('[1.0,2.0)')),
        dependency('exact', v('[1.5]')),
        dependency('upto', v('(,1.0]')),
        dependency('test', v('1.0'), '<scope>test</scope>'),
        dependency('twice', v('1.0')),
        dependency('twice', v('2.0')),
        dependency('twice', v('3.0'), '<classifier>c</classifier>'),
        dependency('optional', v('1.0'), '<optional>true</optional>'),
        dependency(
          'excluding',
          v('1.0'),
          '<exclusions><exclusion><groupId>no</groupId><artifactId>no</artifactId></exclusion></exclusions>',
        ),
        '<dependency><artifactId>groupless</artifactId><version>1</version></dependency>',
        dependency('<!-- not this -->commented', v('<![CDATA[1.0]]>')),
      ),
      dependencies(dependency('again', v('1.0'))),
      `<build><plugins><plugin>${dependencies(dependency('plugin', v('1.0')))}</plugin></plugins></build>`,
      `<profiles><profile><activation><activeByDefault>true</activeByDefault></activation>${dependencies(dependency('profile', v('1.0')))}</profile></profiles>`,
    ),
  },
  'Maven with parents': {
    'pom.xml': pom(
      PARENT,
      '<packaging>pom</packaging><properties><shared>1.1</shared><both>2.0</both></properties>',
      managed(dependency('managed', v(variable('shared')))),
      dependencies(dependency('inherited', v('1.0'))),
    ),
    'sub/pom.xml': pom(
      `<parent>${PARENT}</parent><artifactId>sub</artifactId><properties><both>3.0</both></properties>`,
      dependencies(
        dependency('managed'),
        dependency('both', v(variable('both'))),
        dependency('early', v(variable('shared'))),
      ),
      `<profiles><profile><activation><activeByDefault>true</activeByDefault></activation><properties><both>4.0</both></properties>${dependencies(dependency('profile', v('1.0')))}</profile></profiles>`,
    ),
    'sub/deep/pom.xml': pom(
      `<parent>${PARENT}<relativePath>../../</relativePath></parent><artifactId>deep</artifactId>`,
      dependencies(dependency('managed'), dependency('of-parent', v(variable('project.parent.version')))),
    ),
    'other/pom.xml': pom(
      '<parent><groupId>p.q</groupId><artifactId>another</artifactId><version>1.0</version></parent><artifactId>other</artifactId>',
      dependencies(dependency('managed'), dependency('alone', v('1.0'))),
    ),
  },
  'Maven that is its own parent': {
    'pom.xml': pom(
      `<parent>${PARENT}<relativePath>pom.xml</relativePath></parent>`,
      PARENT,
      '<packaging>pom</packaging>',
      dependencies(dependency('one', v('1.0'))),
    ),
  },
  'Maven with a parent that is broken': {
    'pom.xml': '<project>',
    'sub/pom.xml': pom(
      `<parent>${PARENT}</parent><artifactId>sub</artifactId>`,
      dependencies(dependency('one', v('1.0'))),
    ),
  },
  'Maven that asks for maybe': {
    'pom.xml': pom(dependencies(dependency('one', v('1.0'), '<optional>maybe</optional>'))),
  },
  'Maven by another name, with something behind it': {
    'pom.xml': `<m:anything xmlns:m="x"><dependencies>${dependency('one', v('1.0'))}</dependencies></m:anything> and <more`,
    'lib.pom': pom(dependencies(dependency('no', v('1.0')))),
  },
  Gradle: {
    'gradle.lockfile': lines(
      '# a comment',
      '  a.b:c:1.0=runtimeClasspath',
      'a.b:d:1.0:x=y',
      'a.b:e',
      'a.b:f:1.0',
      'empty=',
      ':g:1.0=',
    ),
    'buildscript-gradle.lockfile': 'a.b:h:2.0=classpath\n',
    'gradle/verification-metadata.xml':
      '<?xml version="1.0" encoding="UTF-8"?><verification-metadata><configuration/><components><component group="a.b" name="i" version="3.0"><artifact name="x"/></component><component group="a.b" name="j"/></components></verification-metadata>',
    'other/verification-metadata.xml':
      '<verification-metadata><components><component group="a.b" name="no" version="3.0"/></components></verification-metadata>',
  },
}
