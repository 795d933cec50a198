pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Lobby

/** All languages under one another, by their own names. It goes by itself when nobody chooses. */
T.Popup {
    id: root

    required property list<string> languages
    required property string current
    required property real room // from top to bottom, at most
    signal chosen(language: string)

    implicitWidth: choices.widest + 2 * padding
    implicitHeight: Math.min(room, choices.contentHeight + 2 * padding)
    padding: Theme.gap1
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent

    background: Rectangle {
        radius: Theme.radius
        color: Theme.card
        border { width: Theme.edgeWidth; color: Theme.edge }
    }
    contentItem: ListView {
        id: choices

        property real widest: Theme.touch

        clip: true
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 100 * Theme.touch // the widest name has to be known
        model: root.languages
        delegate: LanguageChoice {
            required property string modelData

            width: ListView.view.width
            language: modelData
            label: text
            centered: false
            checked: modelData === root.current
            onClicked: root.chosen(modelData)
            onImplicitWidthChanged: choices.widest = Math.max(choices.widest, implicitWidth)
        }
        onMovementStarted: patience.restart()
    }

    Timer {
        id: patience
        interval: 2 * Theme.reading
        running: root.opened
        onTriggered: root.close()
    }
}
