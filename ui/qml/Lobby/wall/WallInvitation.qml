pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** How to be seen on the wall: in steps where there is room for them, else in a sentence or two. */
Rectangle {
    id: root

    readonly property bool wide: width > 80 * Theme.unit
    readonly property bool withSteps: height > (wide ? 34 : 50) * Theme.unit
        && steps.implicitHeight <= height - 2 * inset
    readonly property bool small: height < 30 * Theme.unit
    readonly property bool flat: !withSteps && wide && width - 8 * Theme.unit > Theme.text(60)
    readonly property real inset: (small ? 2.8 : 3.4) * Theme.unit
    readonly property real leastHeight: brief.implicitHeight + 2 * 2.8 * Theme.unit
    readonly property bool isBrief: sentence.implicitHeight > height - 2 * inset
    readonly property Item column: withSteps ? steps : isBrief ? brief : sentence
    readonly property real words: width - 2 * inset - (flat ? 8 * Theme.unit + Theme.gap3 : 0)

    color: Theme.accentTint
    radius: Theme.radius

    Icon {
        visible: root.flat || !root.small && (root.wide && root.withSteps || root.column.y > y + height)
        x: root.wide && root.withSteps ? root.width - width - root.inset : root.inset
        y: root.flat ? (root.height - height) / 2 : root.inset
        name: "eye"
        size: 8 * Theme.unit
        color: Theme.accent
    }
    Column {
        id: steps

        x: root.inset
        y: root.height - height - root.inset
        width: root.width - 2 * root.inset
        visible: root.withSteps
        spacing: Theme.gap1

        TextLine {
            width: parent.width - (root.wide ? 8 * Theme.unit : 0)
            text: question.text
            size: Theme.large(root.wide ? 5.4 : 6.2)
            wght: Theme.heading
            color: Theme.accent
            lineHeight: 0.95
            wrapMode: Text.WordWrap
            Accessible.role: Accessible.Heading
        }
        Repeater {
            model: [qsTr("Show your code at the door."),
                qsTr("Choose what the wall may show of you."), qsTr("Change it whenever you check in.")]

            Row {
                id: step

                required property int index
                required property string modelData

                width: parent.width
                topPadding: (root.wide ? 1 : 2) * Theme.unit
                spacing: Theme.gap2

                TextLine {
                    width: Theme.large(3.4)
                    text: step.index + 1
                    size: Theme.large(4.4)
                    wght: Theme.heading
                    color: Theme.accent
                    Accessible.ignored: true
                }
                TextLine {
                    width: parent.width - x
                    text: step.modelData
                    size: Math.max(Theme.large(4), Theme.text3)
                    wrapMode: Text.WordWrap
                }
            }
        }
    }
    Column {
        id: sentence

        x: root.width - root.inset - width
        y: root.small || root.flat ? (root.height - height) / 2 : root.height - height - root.inset
        width: root.words
        visible: !root.withSteps && !root.isBrief
        spacing: Theme.gap1

        TextLine {
            id: question

            width: parent.width
            text: qsTr("Want to be seen here?")
            size: Theme.large(root.small ? 4 : 5)
            wght: Theme.heading
            color: Theme.accent
            lineHeight: 0.95
            wrapMode: Text.WordWrap
            Accessible.role: Accessible.Heading
        }
        TextLine {
            width: parent.width
            text: qsTr("Choose it when you check in. You can change it any day.")
            size: Theme.text3
            wrapMode: Text.WordWrap
        }
    }
    Column {
        id: brief

        x: sentence.x
        y: (root.height - height) / 2
        width: root.words
        visible: !root.withSteps && root.isBrief
        spacing: Theme.gap1

        TextLine {
            width: parent.width
            text: question.text
            size: Theme.large(4)
            wght: Theme.heading
            color: Theme.accent
            lineHeight: 0.95
            wrapMode: Text.WordWrap
            Accessible.role: Accessible.Heading
        }
        TextLine {
            width: parent.width
            text: qsTr("Choose it when you check in.")
            size: Theme.text3
            wrapMode: Text.WordWrap
        }
    }
}
