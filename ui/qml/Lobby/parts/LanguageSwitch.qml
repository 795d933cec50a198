pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** The languages of the screen: a few stand side by side, more are a list behind the present one. */
Rectangle {
    id: root

    required property list<string> languages
    required property string current
    readonly property bool isList: languages.length > 3
    signal chosen(language: string)

    implicitWidth: (isList ? button.implicitWidth : row.implicitWidth) + 2 * row.x
    implicitHeight: Theme.touch
    radius: Theme.radius
    color: Theme.card
    border { width: Theme.edgeWidth; color: Theme.edge }
    onVisibleChanged: if (!visible) list.close()

    Row {
        id: row
        x: Theme.edgeWidth
        height: parent.height
        spacing: Theme.gap1
        visible: !root.isList

        Repeater {
            model: root.isList ? [] : root.languages

            LanguageChoice {
                required property string modelData

                height: row.height
                language: modelData
                label: Theme.codeOf(modelData)
                checked: modelData === root.current
                onClicked: root.chosen(modelData)
            }
        }
    }
    Button {
        id: button

        anchors.fill: parent
        visible: root.isList
        kind: "text"
        horizontalPadding: Theme.gap2
        iconName: "globe"
        text: Theme.codeOf(root.current)
        size: Theme.text(2.5)
        //: The button that opens the list of languages; %1 is the present one.
        Accessible.name: qsTr("Language: %1").arg(Theme.nameOf(root.current))
        onClicked: list.opened ? list.close() : list.open()

        LanguageList {
            id: list

            x: button.width - width
            y: button.height + Theme.gap1
            languages: root.languages
            current: root.current
            room: Theme.height - Theme.kioskMargin - button.height - 2 * Theme.gap1 - Theme.gap4
            onChosen: language => {
                close();
                root.chosen(language);
            }
        }
    }
}
